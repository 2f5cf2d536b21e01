import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInContainer } from "@/lib/containers/run-in-container";
import type { QueryResponse } from "@/lib/schemas/query";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { psqlCases } from "@/lib/testing/psql-cases";
import { consoleAnswers, described, differences, listed } from "@/lib/testing/psql-differences";
import {
  administratorsObjects,
  describedObjects,
  psqlContents,
  psqlDefinitions,
  psqlDescriptions,
  psqlListings,
  psqlSizes,
} from "@/lib/testing/psql-listings";
import {
  asOnePiece,
  type Description,
  type PsqlAnswer,
  psqlFlags,
  psqlScript,
  readContents,
  readDescriptions,
  readListing,
  readTranscript,
} from "@/lib/testing/psql-transcript";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";

/** Two containers of one template, alike to the last object's number: one is psql's, the other the console's. */
describe("a console, compared with psql", () => {
  let carrel: TestInstallation;
  let forPsql: TestContainer;
  let forConsole: TestContainer;
  let console: Console;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    forPsql = await openTestContainer(carrel);
    forConsole = await openTestContainer(carrel);
    console = await forConsole.connect();
  });
  afterAll(async () => {
    await carrel.databaseClient.close(console);
    await forPsql.remove();
    await forConsole.remove();
    await carrel.close();
  });

  const psql = (script: string, ...flags: string[]) =>
    runInContainer(carrel.docker, {
      container: forPsql.name,
      command: ["psql", "--host=127.0.0.1", "--username=student", "--dbname=exercise", ...psqlFlags, ...flags],
      environment: [`PGPASSWORD=${forPsql.passwords.student}`],
      stdin: script,
    });

  const compare = async (pieces: string[], isTyped: (response: QueryResponse) => boolean) => {
    const ours = await consoleAnswers(console, pieces);
    const script = psqlScript(ours.map(({ sql, response }) => ({ sql, withTypes: isTyped(response) })));
    const theirs = readTranscript(await psql(script));
    expect(theirs).toHaveLength(ours.length);
    return ours.flatMap((answer, index) => differences(answer, at(theirs, index)) ?? []);
  };

  it("says the same in every cell, type, tag, message, detail, hint and position", async () => {
    expect(psqlCases.length).toBeGreaterThan(250);
    const isOneTable = ({ results }: QueryResponse) => results.length === 1 && results[0]?.kind === "rows";
    expect(
      await compare(
        psqlCases.map((sql) => `${sql};`),
        isOneTable,
      ),
    ).toEqual([]);
  });

  it("describes what psql's commands describe: every cell, title and footer of lists, relations and definitions", async () => {
    for (const { name } of [forPsql, forConsole]) {
      const command = ["psql", "--username=carrel", "--dbname=exercise", "--set=ON_ERROR_STOP=1"];
      const made = await runInContainer(carrel.docker, { container: name, command, stdin: administratorsObjects });
      expect(made, made.stderr).toMatchObject({ exitCode: 0 });
    }
    const [made] = await consoleAnswers(console, [describedObjects]);
    expect(made?.response.results.filter(({ kind }) => kind === "error")).toEqual([]);
    expect(await psql(describedObjects, "--set=ON_ERROR_STOP=1")).toMatchObject({ exitCode: 0 });
    const commands = [...psqlListings, ...psqlDescriptions, ...psqlContents, ...psqlSizes, ...psqlDefinitions];
    const ours = await consoleAnswers(console, commands);
    const { stdout, stderr } = await psql(
      commands.map((command) => `\\echo ${betweenListings}\n${command}\n`).join(""),
    );
    expect(stderr).toBe("");
    const theirs = stdout.split(`${betweenListings}\n`).slice(1);
    const compared = ours.map((answer, index) => {
      const { sql } = answer;
      const printed = theirs[index] ?? "";
      if (psqlDescriptions.includes(sql)) return { sql, ours: described(answer), psql: readDescriptions(printed) };
      if (psqlContents.includes(sql)) return { sql, ours: contents(described(answer)), psql: readContents(printed) };
      if (psqlSizes.includes(sql))
        return { sql, ours: listed(answer).map(masked), psql: readListing(printed).map(masked) };
      if (psqlListings.includes(sql)) return { sql, ours: listed(answer), psql: readListing(printed) };
      return { sql, ours: listed(answer).slice(1).flat(), psql: printed.replace(/\n$/, "").split("\n") };
    });
    const differing = compared.filter((one) => !isDeepStrictEqual(one.ours, one.psql));
    expect(differing).toEqual([]);
  });

  it.each([
    ["a mistake", "SELECT 'é😀' AS one; INSERT INTO member VALUES (3, 'x'); SELEC 2; SELECT 3;"],
    ["an error", "CREATE TABLE left_over (id int);\r\nSELECT 1/0;\r\nDROP TABLE left_over;"],
    [
      "an error in a transaction",
      "BEGIN; INSERT INTO member VALUES (7, 'x'); INSERT INTO member VALUES (7, 'y'); COMMIT;",
    ],
    ["a quote that never ends", "SELECT 1;\nSELECT 'two; SELECT 3;"],
    ["a dollar quote that never ends", "SELECT $$1$$; SELECT $x$ two; SELECT 3;"],
    ["a name that never ends", 'SELECT 1 AS "a;b"; SELECT "two;'],
    ["a bracket that never ends", "SELECT 1;\nSELECT (2; SELECT 3;"],
    ["no semicolon at the end", "SELECT 1; SELECT 2 FROM"],
    ["a byte order mark", "\ufeffSELECT 1 AS one;"],
    ["a space that is none", "SELECT 1; \u00a0SELECT 2;"],
    [
      "a body of statements",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT f(); SELECT nosuch;",
    ],
  ])("runs what stands before %s and says the same of it", async (_, sql) => {
    const [ours] = await consoleAnswers(console, [sql]);
    const theirs = asOnePiece(await psql(sql, "--set=ON_ERROR_STOP=1"));
    expect(ours && differences(ours, theirs)).toBeNull();
    // The next one finds both as this one found them.
    await consoleAnswers(console, ["ROLLBACK"]);
  });
});

/** A list with a title, as `readContents` gives it. */
function contents(lists: Description[]) {
  return lists.map(({ title, table }) => ({ title, lines: table.flat() }));
}

function masked(row: string[]): string[] {
  return row.map((cell) => cell.replace(/^\d+ (bytes|kB|MB)$/, "a size"));
}

const betweenListings = "--- the next one ---";

function at(answers: PsqlAnswer[], index: number): PsqlAnswer {
  const answer = answers[index];
  if (!answer) throw new Error(`psql has no answer ${index}`);
  return answer;
}
