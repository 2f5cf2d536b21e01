import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";

const limits = { timeoutMs: 10_000, maxRows: 1_000, maxBytes: 4 * 1024 * 1024, diskBytes: 512 * 1024 * 1024 };

describe("psql's commands", () => {
  let carrel: TestInstallation;
  let container: TestContainer;
  let console: Console;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel);
    console = await container.connect();
    await run(`CREATE TABLE "Odd one" (id int PRIMARY KEY, price numeric(8,2) DEFAULT 1 CHECK (price > 0));
      CREATE TABLE line (odd int NOT NULL REFERENCES "Odd one", note text COLLATE "C");
      CREATE VIEW seen AS SELECT note FROM line; CREATE SEQUENCE counter;
      CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql RETURN n * 2`);
  });
  afterAll(async () => {
    await carrel.databaseClient.close(console);
    await container.remove();
    await carrel.close();
  });

  const run = (sql: string) => carrel.databaseClient.run(console, sql, limits);
  const rowsOf = async (sql: string) => {
    const { results } = await run(sql);
    return results.map((result) => (result.kind === "rows" ? result.rows : result));
  };

  it("list tables, views, indexes, functions, roles and databases, all that is the student's own", async () => {
    const own = (rows: unknown) => expect.arrayContaining([expect.arrayContaining([rows])]);
    expect(await rowsOf("\\dt")).toMatchObject([
      [
        ["public", "Odd one", "table", "student"],
        ["public", "line", "table", "student"],
        ["public", "member", "table", "student"],
      ],
    ]);
    expect(await rowsOf("\\d")).toEqual([own("counter")]);
    expect(await rowsOf("\\dv")).toMatchObject([[["public", "seen", "view", "student"]]]);
    expect(await rowsOf("\\ds+")).toEqual([own("counter")]);
    expect(await rowsOf("\\di")).toEqual([own("Odd one_pkey")]);
    expect(await rowsOf("\\df")).toMatchObject([[["public", "twice", "integer", "n integer", "func"]]]);
    for (const [command, name] of Object.entries({
      "\\du": "student",
      "\\l": "exercise",
      "\\dn": "public",
      "\\dx": "plpgsql",
    })) {
      expect(await rowsOf(command), command).toEqual([own(name)]);
    }
    for (const command of ["\\dT", "\\dp", "\\z", "\\dS", "\\dfS lower", "\\dT int*"]) {
      expect((await run(command)).results, command).toMatchObject([{ kind: "rows", statement: command }]);
    }
  });

  it("describe a relation: its columns under psql's title, and beneath them what psql writes beneath", async () => {
    const { results } = await run('\\d "Odd one"');
    expect(results).toMatchObject([
      {
        notices: [{ message: 'Table "public.Odd one"' }],
        rows: [
          ["id", "integer", null, "not null", null],
          ["price", "numeric(8,2)", null, "", "1"],
        ],
      },
      {
        columns: [{ name: 'Table "public.Odd one"' }],
        rows: [
          ["Indexes:"],
          ['    "Odd one_pkey" PRIMARY KEY, btree (id)'],
          ["Check constraints:"],
          ['    "Odd one_price_check" CHECK (price > 0::numeric)'],
          ["Referenced by:"],
          ['    TABLE "line" CONSTRAINT "line_odd_fkey" FOREIGN KEY (odd) REFERENCES "Odd one"(id)'],
        ],
      },
    ]);
    // However few rows a person wants to see, what stands beneath is whole.
    const few = await carrel.databaseClient.run(console, '\\d "Odd one"', { ...limits, maxRows: 1 });
    expect(few.results).toMatchObject([{ rowCount: 1, truncated: true }, { rowCount: 6 }]);
  });

  it("describe each relation that a pattern finds, under its title", async () => {
    const titles = (await run("\\d l*")).results.flatMap(({ notices }) => notices.map(({ message }) => message));
    expect(titles).toEqual(['Table "public.line"']);
    const { results } = await run("\\d pg_catalog.pg_*");
    expect(results.at(-1)).toMatchObject({
      kind: "command",
      notices: [{ message: expect.stringMatching(/^The first 100 of \d+ are described: narrow the pattern\.$/) }],
    });
    expect(results.filter(({ kind }) => kind === "error")).toEqual([]);
  });

  it("show how a function or a view was made, and say where it was not", async () => {
    expect(await rowsOf("\\sf twice")).toMatchObject([
      expect.arrayContaining([["CREATE OR REPLACE FUNCTION public.twice(n integer)"]]),
    ]);
    expect(await rowsOf("\\sv line")).toMatchObject([{ kind: "error", message: '"public.line" is not a view' }]);
    expect(await rowsOf("\\sf nosuch")).toMatchObject([
      { kind: "error", sqlState: "42883", message: 'function "nosuch" does not exist' },
    ]);
  });

  it("say what psql says of what is not there, and end the run", async () => {
    const { results } = await run("\\d nosuch\nSELECT 1");
    expect(results).toMatchObject([{ kind: "error", message: 'Did not find any relation named "nosuch".' }]);
    expect((await run("\\frobnicate now")).results).toMatchObject([
      { kind: "error", message: "invalid command \\frobnicate", sqlState: null },
    ]);
    // A list of nothing is no error.
    expect((await run("\\dm\n\\dt x*\nSELECT 1")).results).toMatchObject([
      { kind: "command", notices: [{ message: "Did not find any relations." }] },
      { kind: "command", notices: [{ message: 'Did not find any relation named "x*".' }] },
      { kind: "rows" },
    ]);
  });

  it("may follow a statement on its line, run it in place of a semicolon, and warn of what they ignore", async () => {
    const { results } = await run("SELECT 1 AS one \\gx\nSELECT 2; \\dt line; SELECT 3");
    const ignored = (what: string) => ({ severity: "WARNING", message: `\\dt: extra argument "${what}" ignored` });
    expect(results).toMatchObject([
      { kind: "rows", statement: "SELECT 1 AS one", rows: [["1"]] },
      { kind: "command", command: "\\gx", notices: [{ severity: "INFO" }] },
      { kind: "rows", statement: "SELECT 2", rows: [["2"]] },
      { kind: "rows", rows: [["public", "line", "table", "student"]], notices: [ignored("SELECT"), ignored("3")] },
    ]);
  });

  it("have a sentence where this page has its own way", async () => {
    const { results } = await run("\\timing on\n\\x\nSELECT 1;\n\\q");
    expect(results).toMatchObject([
      { kind: "command", command: "\\timing", notices: [{ message: expect.stringContaining("time") }] },
      { kind: "command", command: "\\x" },
      { kind: "rows", rows: [["1"]] },
      { kind: "command", command: "\\q" },
    ]);
  });

  it("find with a hostile pattern nothing, and break nothing", async () => {
    for (const pattern of ["'; DROP TABLE line; --", "(", "[", '"', "a.b.c.d", "\\", "*".repeat(200), "%", "''"]) {
      const { results } = await run(`\\dt ${pattern}`);
      expect(results, pattern).toHaveLength(1);
    }
    expect(await rowsOf("SELECT count(*) FROM line")).toEqual([[["0"]]]);
  });

  it("do not ask in a transaction that has failed, as psql does not", async () => {
    await run("BEGIN; SELECT nosuch");
    expect((await run("\\dt")).results).toMatchObject([{ kind: "error", sqlState: "25P02" }]);
    expect((await run("ROLLBACK")).transaction).toBe("idle");
  });
});
