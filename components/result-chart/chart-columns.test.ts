import { describe, expect, it } from "vitest";
import { suggestChart } from "@/components/result-chart/chart-columns";
import { chartPoints } from "@/components/result-chart/chart-points";

const result = (types: string[], ...rows: (string | null)[][]) => ({
  columns: types.map((type, index) => ({ name: `c${index}`, type })),
  rows,
});
const two = (row: (string | null)[]) => [row, row];

describe("suggestChart", () => {
  const suggest = (...types: string[]) => {
    const choice = suggestChart(result(types, ...two(types.map(() => "1"))));
    return choice && [choice.kind, choice.along.name, ...choice.amounts.map(({ name }) => name)];
  };

  it("draws amounts over time, else by words, else over a number", () => {
    expect(suggest("text", "date", "bigint", "numeric(10,2)")).toEqual(["line", "c1", "c2", "c3"]);
    expect(suggest("integer", "text", "double precision")).toEqual(["bar", "c1", "c0", "c2"]);
    expect(suggest("integer", "integer")).toEqual(["line", "c0", "c1"]);
  });

  it("takes a key for an amount only where there is nothing else", () => {
    const suggestOf = (...names: string[]) => {
      const columns = names.map((name) => ({ name, type: name === "day" ? "date" : "integer" }));
      return suggestChart({ columns, rows: two(names.map(() => "1")) })?.amounts.map(({ name }) => name);
    };
    expect(suggestOf("id", "customer_id", "day", "balance", "paid")).toEqual(["balance", "paid"]);
    expect(suggestOf("day", "id")).toEqual(["id"]);
  });

  it("suggests nothing where there is nothing to draw", () => {
    expect(suggest("text", "text")).toBeNull();
    expect(suggest("integer")).toBeNull();
    expect(suggest("text", "integer[]", "jsonb")).toBeNull();
    expect(suggestChart(result(["text", "integer"], ["a", "1"]))).toBeNull();
  });

  it("draws no more lines than can be told apart", () => {
    expect(suggest("date", ...Array.from({ length: 9 }, () => "integer"))).toHaveLength(6);
  });
});

describe("chartPoints", () => {
  const points = (types: string[], ...rows: (string | null)[][]) => {
    const whole = result(types, ...rows);
    const choice = suggestChart(whole);
    if (!choice) throw new Error("nothing suits");
    return chartPoints(whole, choice);
  };

  it("reads PostgreSQL's moments, in their order, and leaves out what has no place", () => {
    const { points: drawn, left } = points(
      ["timestamp with time zone", "integer"],
      ["2025-01-02 00:00:00+00", "2"],
      ["infinity", "9"],
      ["2025-01-01 02:00:00.5+02", "1"],
      [null, "3"],
    );
    expect(drawn.map(({ at, a0 }) => [at, a0])).toEqual([
      [Date.UTC(2025, 0, 1) + 500, 1],
      [Date.UTC(2025, 0, 2), 2],
    ]);
    expect(left).toBe(2);
  });

  it("leaves a gap for NULL and NaN, and reads money", () => {
    const { points: drawn } = points(["text", "numeric", "money"], ["a", "NaN", "$1,234.50"], [null, null, "-$2.00"]);
    expect(drawn).toEqual([
      { at: "a", label: "a", a0: null, a1: 1234.5 },
      { at: "NULL", label: "NULL", a0: null, a1: -2 },
    ]);
  });

  it("keeps to as many bars as there is room for, and says how many it left out", () => {
    const rows = Array.from({ length: 100 }, (_, n) => [`w${n}`, String(n)]);
    const { points: drawn, cut } = points(["text", "integer"], ...rows);
    expect([drawn.length, cut]).toEqual([60, 40]);
  });
});
