import { describe, expect, it } from "vitest";
import { planSchedule } from "./schedule";

const words = async (...options: Parameters<typeof planSchedule>) =>
  (await planSchedule(...options)).map(
    ({ console, sql, probe }) => `${console}${probe === null ? "" : ` ${probe}`}: ${sql}`,
  );

describe("planSchedule", () => {
  it("gives each statement to the console that the last line before it names", async () => {
    const sql = "begin;\n-- second\nbegin; select ';--main';\n--  MAIN:\ncommit; -- second thoughts\nselect 1";
    expect(await words(sql, [])).toEqual([
      "main: begin",
      "second: begin",
      "second: select ';--main'",
      "main: commit",
      expect.stringMatching(/^main: [\s\S]*select 1$/),
    ]);
  });

  it("puts probes before all, just before the last COMMIT, and after all", async () => {
    const probes = [
      { sql: "end" },
      { sql: "open", when: "open" },
      { sql: "start", when: "start", console: "main" },
    ] as const;
    const sql = "begin; savepoint a; rollback to a; commit; begin; update t set x = 1; commit; select 1";
    expect(await words(sql, [...probes])).toEqual([
      "main 2: start",
      ...["begin", "savepoint a", "rollback to a", "commit", "begin", "update t set x = 1"].map(
        (one) => `main: ${one}`,
      ),
      "second 1: open",
      ...["commit", "select 1"].map((one) => `main: ${one}`),
      "second 0: end",
    ]);
  });

  it("puts them after all where nothing is committed", async () => {
    expect(await words("select 1", [{ sql: "open", when: "open" }])).toEqual(["main: select 1", "second 0: open"]);
  });
});
