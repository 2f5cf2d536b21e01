import { describe, expect, it } from "vitest";
import { compareResults, type ResultRules } from "./compare-results";
import type { ResultTable } from "./comparison-columns";

const free: ResultRules = { order: "none", keys: null };

function table(types: Record<string, string>, rows: ResultTable["rows"]): ResultTable {
  return { columns: Object.entries(types).map(([name, type]) => ({ name, type })), rows };
}

const people = { name: "text", age: "integer" };

describe("columns", () => {
  it("must be as many, and says how many and which", () => {
    const found = compareResults(table(people, []), table({ name: "text" }, []), free);
    expect(found).toMatchObject({ step: "columns", message: "Your result has 1 column, wanted 2: name, age." });
  });

  it("are matched by position: duplicate names and other names make no difference", () => {
    const expected: ResultTable = {
      columns: [
        { name: "id", type: "integer" },
        { name: "id", type: "integer" },
      ],
      rows: [["1", "2"]],
    };
    const actual = table({ a: "integer", b: "integer" }, [["1", "2"]]);
    const found = compareResults(expected, actual, free);
    expect(found.step).toBeNull();
    expect(found.remark).toBe("Column 1 is called a, wanted id; column 2 is called b, wanted id.");
    expect(compareResults(expected, table({ a: "integer", b: "integer" }, [["2", "1"]]), free).step).not.toBeNull();
  });

  it("may have any name, except where the task states the alias", () => {
    const actual = table({ "?column?": "text", age: "integer" }, []);
    expect(compareResults(table(people, []), actual, { ...free, columnNames: "ignore" }).remark).toBeNull();
    expect(compareResults(table(people, []), actual, { ...free, columnNames: "require" }).step).toBe("columns");
  });

  it("have types of one family, and the same type where that is asked for", () => {
    const wanted = table({ total: "numeric" }, [["1.50"]]);
    expect(compareResults(wanted, table({ total: "double precision" }, [["1.5"]]), free).step).toBeNull();
    expect(compareResults(wanted, table({ total: "text" }, [["1.50"]]), free).message).toBe(
      "Column 1 (total) is text, wanted a number.",
    );
    expect(compareResults(wanted, table({ total: "bigint" }, [["1"]]), { ...free, strictTypes: true }).step).toBe(
      "columns",
    );
    expect(
      compareResults(wanted, table({ total: "numeric(10,2)" }, [["1.50"]]), { ...free, strictTypes: true }).step,
    ).toBeNull();
  });

  it("tell a date from a timestamp", () => {
    const found = compareResults(table({ day: "date" }, []), table({ day: "timestamp without time zone" }, []), free);
    expect(found.message).toBe("Column 1 (day) is a date with a time, wanted a date.");
  });
});

describe("values", () => {
  const one = (type: string, value: string | null) => table({ x: type }, [[value]]);
  const same = (a: [string, string | null], b: [string, string | null], rules: Partial<ResultRules> = {}) =>
    compareResults(one(...a), one(...b), { ...free, ...rules }).step === null;

  it.each<[string, [string, string | null], [string, string | null], boolean]>([
    ["NULL is NULL", ["text", null], ["text", null], true],
    ["NULL is not the empty text", ["text", null], ["text", ""], false],
    ["NULL is not the word", ["text", null], ["text", "N"], false],
    ["NaN is NaN", ["double precision", "NaN"], ["double precision", "NaN"], true],
    ["NaN is not a number", ["double precision", "NaN"], ["double precision", "0"], false],
    ["infinities are what they are", ["real", "Infinity"], ["double precision", "Infinity"], true],
    ["infinities have a sign", ["real", "Infinity"], ["real", "-Infinity"], false],
    ["1.0 is 1.00 and 1", ["numeric(10,2)", "1.00"], ["integer", "1"], true],
    ["100 is not 1", ["integer", "100"], ["integer", "1"], false],
    ["-0.00 is 0", ["numeric", "-0.00"], ["numeric", "0"], true],
    ["char(n) is trimmed", ["character(5)", "ab   "], ["text", "ab"], true],
    ["text is not", ["text", "ab "], ["text", "ab"], false],
    ["case counts", ["text", "Ada"], ["text", "ada"], false],
    ["0.1 + 0.2 is 0.3 in binary", ["double precision", "0.30000000000000004"], ["double precision", "0.3"], true],
    ["exact numerics are exact", ["numeric", "0.3000000001"], ["numeric", "0.3"], false],
    ["beyond a double's digits too", ["bigint", "9007199254740993"], ["bigint", "9007199254740992"], false],
    ["a millionth of a float is nothing", ["real", "1000000"], ["real", "1000000.5"], true],
    ["a thousandth is something", ["real", "1000000"], ["real", "1001000"], false],
    ["an enum is text", ["mood", "happy"], ["text", "happy"], true],
    ["json is what it says", ["jsonb", '{"a": 1, "b": 2}'], ["json", '{"b":2,"a":1}'], true],
    ["arrays of numbers too", ["numeric[]", "{1.50,2}"], ["numeric[]", "{1.5,2.0}"], true],
    [
      "a time zone of UTC says nothing",
      ["timestamp with time zone", "2025-01-01 10:00:00+00"],
      ["timestamp without time zone", "2025-01-01 10:00:00"],
      true,
    ],
  ])("%s", (_, a, b, expected) => expect(same(a, b)).toBe(expected));

  it("count to so many decimals where the task says so", () => {
    const decimals = 2;
    expect(same(["numeric", "3.14159"], ["numeric", "3.14"], { decimals })).toBe(true);
    expect(same(["numeric", "3.145"], ["double precision", "3.15"], { decimals })).toBe(true);
    expect(same(["numeric", "3.14"], ["numeric", "3.16"], { decimals })).toBe(false);
  });

  it("of a volatile column do not count", () => {
    const expected = table({ id: "integer", at: "timestamp without time zone" }, [["1", "2025-01-01 00:00:00"]]);
    const actual = table({ id: "integer", at: "timestamp without time zone" }, [["1", "2026-01-01 00:00:00"]]);
    expect(compareResults(expected, actual, { ...free, volatileColumns: ["AT"] }).step).toBeNull();
    expect(compareResults(expected, actual, free).step).toBe("changed");
  });
});

describe("rows", () => {
  const expected = table(people, [
    ["Ada", "36"],
    ["Grace", "85"],
    ["Grace", "85"],
  ]);
  const compare = (rows: ResultTable["rows"]) => compareResults(expected, table(people, rows), free);

  it("are a multiset: their order does not count, and how often they stand there does", () => {
    expect(
      compare([
        ["Grace", "85"],
        ["Ada", "36"],
        ["Grace", "85"],
      ]).step,
    ).toBeNull();
    expect(
      compare([
        ["Grace", "85"],
        ["Ada", "36"],
      ]),
    ).toMatchObject({ step: "duplicates" });
    expect(
      compare([
        ["Ada", "36"],
        ["Ada", "36"],
        ["Grace", "85"],
        ["Grace", "85"],
      ]),
    ).toMatchObject({
      step: "duplicates",
      message: "1 row too many: the same rows stand there more often than they should.",
    });
  });

  it("that are too many are told before those that are missing", () => {
    const found = compare([
      ["Ada", "36"],
      ["Linus", "3"],
      ["Ken", "4"],
    ]);
    expect(found).toMatchObject({ step: "extra", message: "2 rows too many. 2 rows are missing." });
    expect(found.differences[0]).toMatchObject({
      extraCount: 2,
      missingCount: 2,
      extra: [
        ["Linus", "3"],
        ["Ken", "4"],
      ],
    });
  });

  it("that have one other value are shown as changed, with the cell", () => {
    const found = compare([
      ["Ada", "37"],
      ["Grace", "85"],
      ["Grace", "85"],
    ]);
    expect(found.message).toBe("1 row has another value in column 2 (age) than wanted.");
    expect(found.differences[0]?.changed).toEqual([{ expected: ["Ada", "36"], actual: ["Ada", "37"], cells: [1] }]);
  });

  it("may be none at all", () => {
    expect(compareResults(table(people, []), table(people, []), free).step).toBeNull();
    expect(compareResults(table(people, []), table(people, [["Ada", "36"]]), free).step).toBe("extra");
  });

  it("are shown cut, and counted whole", () => {
    const many = Array.from({ length: 500 }, (_, index) => [`x${index}`, "1"]);
    const found = compare([...expected.rows, ...many]);
    expect(found.differences[0]).toMatchObject({ extraCount: 500 });
    expect(found.differences[0]?.extra).toHaveLength(20);
    expect(found.message).toBe("500 rows too many.");
  });
});

describe("order", () => {
  const expected = table(people, [
    ["Ada", "85"],
    ["Grace", "85"],
    ["Linus", "3"],
  ]);
  const keys = { columns: [1], words: "ORDER BY age DESC" };
  const compare = (order: ResultRules["order"], rows: ResultTable["rows"]) =>
    compareResults(expected, table(people, rows), { order, keys });
  const tied: ResultTable["rows"] = [
    ["Grace", "85"],
    ["Ada", "85"],
    ["Linus", "3"],
  ];
  const upside: ResultTable["rows"] = [
    ["Linus", "3"],
    ["Grace", "85"],
    ["Ada", "85"],
  ];

  it("by key leaves ties free, and names the first row that is wrong", () => {
    expect(compare("by-key", tied).step).toBeNull();
    expect(compare("by-key", upside)).toMatchObject({
      step: "order",
      firstDifferentRow: 1,
      message: "The order differs from row 1: ORDER BY age DESC.",
      differences: [
        { changed: [{ expected: ["Ada", "85"], actual: ["Linus", "3"], cells: [0, 1] }], extra: [], missing: [] },
      ],
    });
  });

  it("exact leaves nothing free", () => expect(compare("exact", tied).firstDifferentRow).toBe(1));

  it("does not count where none is asked for", () => expect(compare("none", upside).step).toBeNull());

  it("is told only of the right rows", () => {
    expect(
      compare("by-key", [
        ["Linus", "3"],
        ["Grace", "85"],
      ]).step,
    ).toBe("missing");
  });
});
