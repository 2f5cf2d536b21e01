import { describe, expect, it } from "vitest";
import { findConstructs } from "./find-constructs";
import { isConstruct, judgeMethods, methodsUnknown } from "./judge-methods";
import { isTooLongToParse, parseStatements } from "./parse-tree";

async function constructsOf(sql: string): Promise<string[]> {
  const statements = await parseStatements(sql);
  if (!statements) throw new Error(`no SQL: ${sql}`);
  return [...findConstructs(statements)];
}

describe("findConstructs", () => {
  it.each([
    ["JOIN", "select * from a join b using (id)"],
    ["JOIN", "select * from a, b where a.id = b.id"],
    ["LEFT JOIN", "select * from a left outer join b on true"],
    ["OUTER JOIN", "select * from a full join b on true"],
    ["CROSS JOIN", "select * from a cross join b"],
    ["NATURAL JOIN", "select * from a natural join b"],
    ["LATERAL", "select * from a, lateral (select * from b where b.id = a.id) c"],
    ["GROUP BY", "select count(*) from a group by x"],
    ["GROUPING SETS", "select count(*) from a group by rollup (x, y)"],
    ["HAVING", "select x from a group by x having count(*) > 1"],
    ["WINDOW", "select rank() over (order by x) from a"],
    ["CTE", "with c as (select 1) select * from c"],
    ["RECURSIVE CTE", "with recursive c(n) as (select 1 union all select n + 1 from c where n < 5) select * from c"],
    ["SUBQUERY", "select * from a where x > (select avg(x) from a)"],
    ["SUBQUERY", "select * from (select 1) s"],
    ["EXISTS", "select * from a where not exists (select from b where b.id = a.id)"],
    ["IN", "select * from a where x in (1, 2)"],
    ["IN", "select * from a where x not in (select x from b)"],
    ["AGGREGATE", "select sum(x) from a"],
    ["FILTER", "select count(*) filter (where x) from a"],
    ["DISTINCT", "select distinct x from a"],
    ["DISTINCT", "select count(distinct x) from a"],
    ["LIMIT", "select * from a limit 3"],
    ["LIMIT", "select * from a order by x fetch first 3 rows with ties"],
    ["OFFSET", "select * from a offset 3"],
    ["SET OPERATION", "select 1 union select 2"],
    ["EXCEPT", "select 1 except select 2"],
    ["GROUP BY", "select x from a group by x union all select 1"],
    ["CASE", "select case when x then 1 end from a"],
    ["RETURNING", "insert into a values (1) returning *"],
    ["ON CONFLICT", "insert into a values (1) on conflict do nothing"],
    ["MERGE", "merge into a using b on a.id = b.id when matched then delete"],
    ["function lower", "select pg_catalog.lower(x) from a"],
    ["function coalesce", "select coalesce(x, 0) from a"],
    ["table b", "select * from a where exists (select from s.b)"],
    ["table a", "update a set x = 1"],
  ])("finds %s in %s", async (construct, sql) => expect(await constructsOf(sql)).toContain(construct));

  it("is not deceived by text, comments or names", async () => {
    const sql = `select 'x join y group by z' as "limit" from "order by" -- distinct union
                 where note <> $$ with recursive over () $$`;
    const found = await constructsOf(sql);
    expect(found.sort()).toEqual(["SELECT", "WHERE", "table order by"]);
  });

  it("does not take a window function for an aggregate, nor a CTE for a table", async () => {
    expect(await constructsOf("select sum(x) over () from a")).not.toContain("AGGREGATE");
    expect(await constructsOf("with c as (select 1) select * from c")).not.toContain("table c");
  });

  it("goes as deep as a text that is parsed can be", async () => {
    const sum = Array.from({ length: 5_000 }, () => "1").join("+");
    expect(await constructsOf(`select ${sum} from a join b on true`)).toContain("JOIN");
    const brackets = `select ${"(".repeat(4_000)}1${")".repeat(4_000)}`;
    expect((await parseStatements(brackets)) ?? []).toBeDefined();
    expect(await constructsOf("select 1 from a")).toContain("table a");
  });
});

describe("parseStatements", () => {
  const listOf = (bytes: number) => `select ${"1, ".repeat(bytes / 3)}1`;

  it("is given no text that keeps everybody else waiting, its remarks left out", async () => {
    expect(isTooLongToParse(listOf(240_000))).toBe(true);
    expect(await parseStatements(listOf(240_000))).toBeNull();
    const remarked = `/* ${"why ".repeat(60_000)} */ select 1`;
    expect(isTooLongToParse(remarked)).toBe(false);
    expect(await parseStatements(remarked)).toMatchObject([{ name: "SelectStmt" }]);
  });
});

describe("judgeMethods", () => {
  const found = new Set(["JOIN", "RECURSIVE CTE", "function count", "table loan", "WINDOW"]);

  it("knows a construct by its usual names", () => {
    const mustUse = [
      "join",
      "recursive cte",
      "with  recursive",
      "function:COUNT",
      "count()",
      "table Loan",
      "window function",
    ];
    expect(judgeMethods(found, { mustUse }).every(({ passed }) => passed)).toBe(true);
    expect(mustUse.every(isConstruct)).toBe(true);
  });

  it("says what is wanted or forbidden", () => {
    expect(judgeMethods(found, { mustUse: ["GROUP BY"], mustNotUse: ["JOIN", "LIMIT"] })).toEqual([
      { construct: "GROUP BY", passed: false, message: "The task wants GROUP BY; your SQL does not use it." },
      { construct: "JOIN", passed: false, message: "The task forbids JOIN; your SQL uses it." },
      { construct: "LIMIT", passed: true, message: "The task forbids LIMIT; your SQL does not use it." },
    ]);
  });

  it("says of SQL that is too long to look through that it is too long", () => {
    expect(methodsUnknown({ mustUse: ["JOIN"], mustNotUse: ["LIMIT"] }, "16 kB")).toMatchObject([
      { construct: "JOIN", passed: false, message: expect.stringContaining("longer than 16 kB") },
      { construct: "LIMIT", passed: false },
    ]);
  });

  it("knows what it does not know", () => expect(isConstruct("GROP BY")).toBe(false));
});
