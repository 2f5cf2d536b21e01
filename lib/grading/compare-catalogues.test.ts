import { describe, expect, it } from "vitest";
import { compareCatalogues } from "./compare-catalogues";
import type { CatalogueFact } from "./observation";

const column = (definition: string): CatalogueFact => ({ object: "table loan", what: "column", name: "c", definition });
const unique = (definition: string): CatalogueFact => ({ object: "table loan", what: "unique", name: "", definition });

function stepOf(expected: CatalogueFact, actual: CatalogueFact) {
  return compareCatalogues([expected], [actual], { hasProbes: true }).step;
}

describe("compareCatalogues", () => {
  it.each([
    ["timestamp with time zone DEFAULT now()", "timestamp with time zone DEFAULT CURRENT_TIMESTAMP"],
    ["timestamp with time zone DEFAULT now()", "timestamp with time zone DEFAULT transaction_timestamp()"],
    ["numeric(6,2) NOT NULL DEFAULT 0", "numeric(6,2) NOT NULL DEFAULT 0.00"],
    ["numeric(6,2) DEFAULT 1.5", "numeric(6,2) DEFAULT '1.50'::numeric"],
    ["numeric(6,2) DEFAULT 1", "numeric(6,2) DEFAULT (1)::numeric"],
    ["integer DEFAULT '-1'::integer", "integer DEFAULT (-1)"],
    ["bigint DEFAULT 10", "bigint DEFAULT '10'::bigint"],
  ])("takes %s for %s: defaults that give the same", (one, other) => {
    expect(stepOf(column(one), column(other))).toBeNull();
    expect(stepOf(column(other), column(one))).toBeNull();
  });

  it.each([
    ["numeric(6,2) DEFAULT 0", "numeric(6,2) DEFAULT 0.01"],
    ["integer DEFAULT 1", "integer DEFAULT 10"],
    ["numeric(6,2) DEFAULT 0", "numeric(6,2)"],
    ["text DEFAULT '1'::text", "text DEFAULT '1.0'::text"],
    ["text DEFAULT 'CURRENT_TIMESTAMP'::text", "text DEFAULT 'now()'::text"],
    ["timestamp with time zone DEFAULT now()", "timestamp with time zone DEFAULT clock_timestamp()"],
  ])("tells %s from %s", (one, other) => {
    expect(stepOf(column(one), column(other))).toBe("catalogue");
  });

  it("leaves the order of a key's columns free", () => {
    expect(stepOf(unique("UNIQUE (trader_id, day)"), unique("UNIQUE (day, trader_id)"))).toBeNull();
    expect(stepOf(unique("UNIQUE (trader_id, day)"), unique("UNIQUE (day)"))).toBe("catalogue");
    expect(stepOf(unique("UNIQUE (a, b)"), unique("UNIQUE NULLS NOT DISTINCT (b, a)"))).toBe("catalogue");
  });

  it("tells what is wrong as the answer has it", () => {
    const { message } = compareCatalogues(
      [column("integer DEFAULT 0"), unique("UNIQUE (a)")],
      [column("integer DEFAULT 1"), unique("UNIQUE (b, a)")],
      { hasProbes: true },
    );
    expect(message).toBe(
      "Column c of table loan is integer DEFAULT 1, wanted integer DEFAULT 0.\n" +
        "Table loan has no UNIQUE (a).\nTable loan has UNIQUE (b, a), which should not be there.",
    );
  });
});
