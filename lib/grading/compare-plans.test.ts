import { describe, expect, it } from "vitest";
import { readPlan } from "@/lib/database-client/read-plan";
import { comparePlans, hasNode } from "./compare-plans";
import { planShape } from "./read-plan";

const shapeOf = (type: string, relation: string, hit: number) =>
  planShape(
    readPlan(
      JSON.stringify([
        {
          Plan: {
            "Node Type": "Sort",
            "Shared Hit Blocks": hit,
            "Shared Read Blocks": 1,
            Plans: [{ "Node Type": type, "Relation Name": relation, "Shared Hit Blocks": hit }],
          },
        },
      ]),
    ),
  );

describe("comparePlans", () => {
  const indexed = shapeOf("Index Scan", "loan", 3);
  const whole = shapeOf("Seq Scan", "loan", 90);

  it("counts pages once, and finds nodes below others", () => {
    expect(indexed).toMatchObject({ buffers: 4, nodes: [{ type: "Sort" }, { type: "Index Scan", relation: "loan" }] });
    expect(hasNode(indexed, "index scan on LOAN")).toBe(true);
    expect(hasNode(indexed, "Index Scan on book")).toBe(false);
  });

  it("wants no table read whole that the reference does not read whole", () => {
    expect(comparePlans([indexed], [indexed], {}).step).toBeNull();
    expect(comparePlans([indexed], [whole], {}).message).toBe(
      "The plan reads the whole of loan.\nThe plan touches 91 pages, and 4 are enough.",
    );
    expect(comparePlans([whole], [whole], {}).step).toBeNull();
  });

  it("looks for the nodes that are named, and leaves constructs of SQL to others", () => {
    expect(
      comparePlans([indexed], [indexed], { mustUse: ["Index Scan", "JOIN"], mustNotUse: ["Seq Scan"] }).step,
    ).toBeNull();
    expect(comparePlans([], [indexed], { mustUse: ["Hash Join"] }).message).toBe("The plan has no Hash Join.");
  });

  it("takes an Index Only Scan where an Index Scan is wanted, and not where it is not", () => {
    const only = shapeOf("Index Only Scan", "loan", 3);
    expect(comparePlans([indexed], [only], { mustUse: ["Index Scan on loan"] }).step).toBeNull();
    expect(comparePlans([indexed], [only], { mustUse: ["Index Scan on book"] }).step).toBe("plan");
    expect(comparePlans([only], [indexed], { mustUse: ["Index Only Scan"] }).step).toBe("plan");
    expect(comparePlans([indexed], [only], { mustNotUse: ["Index Scan"] }).step).toBeNull();
  });
});
