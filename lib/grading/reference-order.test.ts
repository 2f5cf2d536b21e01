import { describe, expect, it } from "vitest";
import { readReferenceOrder } from "./reference-order";

const columns = (...names: string[]) => names.map((name) => ({ name, type: "text" }));

describe("readReferenceOrder", () => {
  it.each([
    [
      "an output column's name",
      "select name, count(*) as n from m group by 1 order by n desc, name",
      [1, 0],
      "ORDER BY n DESC, name",
    ],
    ["a number", "select name, n from m order by 2 desc nulls last", [1], "ORDER BY n DESC NULLS LAST"],
    ["an expression", "select name, count(*) as n from m group by name order by count(*)", [1], "ORDER BY n"],
    ["a qualified column", "select m.name, n from m order by m.name", [0], "ORDER BY name"],
    ["a column with another name in the result", "select m.name as who, n from m order by name", [0], "ORDER BY who"],
    ["a star", "select * from m order by m.n", [1], "ORDER BY n"],
    ["a set operation", "select name, n from a union select name, n from b order by n", [1], "ORDER BY n"],
    [
      "the outer query alone",
      "with x as (select * from m order by n) select name, n from x order by name",
      [0],
      "ORDER BY name",
    ],
  ])("finds %s", async (_, sql, wanted, words) => {
    const found = await readReferenceOrder(sql, columns(sql.includes("as who") ? "who" : "name", "n"));
    expect(found).toEqual({ keys: { columns: wanted, words }, isPartial: false });
  });

  it("has no keys without an ORDER BY", async () => {
    expect(await readReferenceOrder("select a from t", columns("a"))).toEqual({ keys: null, isPartial: false });
    expect(await readReferenceOrder("select a from (select a from t order by a) s", columns("a"))).toMatchObject({
      keys: null,
    });
  });

  it("stops at a key that is not in the result", async () => {
    expect(await readReferenceOrder("select a, b from t order by a, length(c), b", columns("a", "b"))).toEqual({
      keys: { columns: [0], words: "ORDER BY a" },
      isPartial: true,
    });
  });

  it.each([
    ["select m.name, b.title from m join b on true order by b.name", "name", "title"],
    ["select name, b.title from m join b on true order by name, b.author, title", "name", "title"],
    ["select b.* from m join b on true order by m.name", "name", "title"],
  ])("takes no column of another table for a key: %s", async (sql, ...names) => {
    const isFirstKnown = sql.includes("order by name");
    expect(await readReferenceOrder(sql, columns(...names))).toEqual({
      keys: isFirstKnown ? { columns: [0], words: "ORDER BY name" } : null,
      isPartial: true,
    });
  });

  it("says nothing of a text that is no SQL", async () => {
    expect(await readReferenceOrder("selec a", columns("a"))).toEqual({ keys: null, isPartial: false });
  });
});
