import { describe, expect, it } from "vitest";
import type { DatabaseFields } from "@/lib/exercises/database-files";
import type { ExerciseFields } from "@/lib/exercises/exercise-file";
import { planImport } from "./plan-import";

const shop: DatabaseFields = { title: "A shop", schemaSql: "create table item ();", seedSql: "", hiddenDatasets: [] };
const items: ExerciseFields = {
  databaseSlug: "shop",
  title: "Items",
  prompt: "Show all items.",
  kind: "query",
  topic: null,
  difficulty: null,
  position: 3,
  starterSql: null,
  solutionSql: "select * from item",
  why: null,
  hints: [],
  check: { order: "none", decimals: 2 },
  published: true,
};
const updatedAt = "2026-11-26T00:00:00.000Z";

interface Plan {
  file?: Partial<ExerciseFields>;
  stored?: Partial<ExerciseFields> | null;
  database?: Partial<DatabaseFields>;
  seenAt?: string;
}

function plan({ file, stored, database, seenAt = updatedAt }: Plan) {
  const exercise =
    stored === null ? [] : [["items", { slug: "items", fields: { ...items, ...stored }, updatedAt: seenAt }] as const];
  return planImport(
    {
      databases: [{ slug: "shop", ...shop, ...database, contentHash: "" }],
      exercises: [{ slug: "items", ...items, ...file, contentHash: "" }],
    },
    { databases: new Map([["shop", { slug: "shop", fields: shop, updatedAt }]]), exercises: new Map(exercise) },
  );
}

const itemOf = (options: Plan) => plan(options).exercises[0]?.item;

describe("planImport", () => {
  it("leaves alone what is the same, in whatever order the keys of its check are", () => {
    const { databases, exercises } = plan({ file: { check: { decimals: 2, order: "none" } } });
    expect([...databases, ...exercises].map(({ item }) => item)).toEqual([
      {
        kind: "database",
        slug: "shop",
        title: "A shop",
        file: "databases/shop/database.yaml",
        action: "unchanged",
        changes: [],
        publishes: false,
      },
      {
        kind: "exercise",
        slug: "items",
        title: "Items",
        file: "exercises/items.md",
        action: "unchanged",
        changes: [],
        publishes: false,
      },
    ]);
  });

  it("names the fields that differ", () => {
    expect(itemOf({ file: { title: "All items", hints: ["Look."] } })).toMatchObject({
      action: "change",
      changes: ["title", "hints"],
    });
    const hiddenDatasets = [{ name: "ties", seedSql: "" }];
    expect(plan({ database: { hiddenDatasets } }).databases[0]?.item.changes).toEqual(["hiddenDatasets"]);
  });

  it("sends through the gate what is new to students, or checked in another way", () => {
    expect(itemOf({ stored: null })).toMatchObject({ action: "create", publishes: true });
    expect(itemOf({ stored: { published: false } })).toMatchObject({ changes: ["published"], publishes: true });
    expect(itemOf({ file: { solutionSql: "select 1" } })).toMatchObject({ publishes: true });
    expect(itemOf({ file: { title: "Other" } })).toMatchObject({ action: "change", publishes: false });
    expect(itemOf({ file: { published: false, solutionSql: "select 1" } })).toMatchObject({ publishes: false });
  });

  it("leaves an exercise where it is whose file says nothing of its place", () => {
    expect(itemOf({ file: { position: null } })).toMatchObject({ action: "unchanged" });
    expect(itemOf({ file: { position: 4 } })).toMatchObject({ changes: ["position"] });
  });

  it("gives another basis when somebody has changed what is there, and the same when nobody has", () => {
    expect(plan({}).basis).toBe(plan({}).basis);
    expect(plan({ seenAt: "2026-11-26T00:00:01.000Z" }).basis).not.toBe(plan({}).basis);
    expect(plan({ stored: null }).basis).not.toBe(plan({}).basis);
  });
});
