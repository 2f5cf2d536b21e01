import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

const schemaSql = `
  CREATE ROLE reader;
  CREATE TABLE account (id int PRIMARY KEY, owner text NOT NULL, balance numeric(10,2) NOT NULL CHECK (balance >= 0), changed timestamp NOT NULL);
  CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text);
  CREATE TABLE big (id int NOT NULL, payload text);`;
const seedSql = `
  INSERT INTO account VALUES (1, 'Ada', 100, '2025-01-01'), (2, 'Grace', 50, '2025-01-01'), (3, 'Linus', 0, '2025-01-01');
  INSERT INTO note (body) VALUES ('keep me');
  INSERT INTO big SELECT g, repeat('x', 100) FROM generate_series(1, 3000) g;`;
const hiddenDatasets = [{ name: "empty", seedSql: "INSERT INTO account VALUES (1, 'Only', 10, '2025-01-01');" }];

describe("the kinds of exercise", () => {
  let carrel: TestInstallation;
  let databaseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    ({ databaseId } = await carrel.createExercise({ schemaSql, seedSql, hiddenDatasets }));
  });
  afterAll(() => carrel.close());

  const exercise = (kind: ExerciseKind, solutionSql: string, check: CheckRules = {}) => ({
    kind,
    // Known only once the installation is open.
    databaseId: "",
    solutionSql,
    check,
    prompt: "Do it.",
  });
  type Exercise = ReturnType<typeof exercise>;
  const check = (one: Exercise, sql: string) =>
    carrel.grading.check({ person: "somebody", exercise: { ...one, databaseId }, sql });
  const gate = (one: Exercise) => carrel.grading.publishGate({ person: "teacher", exercise: { ...one, databaseId } });
  const verdictOf = async (one: Exercise, sql: string) => (await check(one, sql)).verdict;
  const firstFailure = async (one: Exercise, sql: string) =>
    (await check(one, sql)).checks.find(({ passed }) => !passed);

  describe("change", () => {
    const transfer = exercise("change", "UPDATE account SET balance = balance - 10, changed = now() WHERE id = 1", {
      volatileColumns: ["changed"],
    });

    it("looks at what is in the database, however it got there", async () => {
      const roundabout =
        "BEGIN; UPDATE account SET balance = balance - 4 WHERE id = 1; UPDATE account SET balance = balance - 6 WHERE owner IN ('Ada', 'Only'); COMMIT";
      expect(await verdictOf(transfer, roundabout)).toBe("correct");
    });

    it("shows changed rows by their key, and tables that nobody was to touch", async () => {
      const failed = await firstFailure(transfer, "UPDATE account SET balance = 0 WHERE id < 3; DELETE FROM note");
      expect(failed?.message).toBe(
        "Table account: 2 rows with another balance than wanted.\nTable note: 1 row missing.",
      );
      expect(failed?.differences).toMatchObject([
        {
          table: "account",
          changed: [
            { expected: ["1", "Ada", "90.00"], actual: ["1", "Ada", "0.00"], cells: [2] },
            { actual: ["2", "Grace", "0.00"] },
          ],
        },
        { table: "note", missing: [["1", "keep me"]] },
      ]);
    });

    it("says so of a transaction that is left open, and of a table that is too many", async () => {
      expect((await firstFailure(transfer, `BEGIN; ${transfer.solutionSql}`))?.message).toContain("COMMIT");
      expect((await firstFailure(transfer, `${transfer.solutionSql}; CREATE TABLE mine ()`))?.message).toBe(
        "There is a table mine that should not be there.",
      );
    });
  });

  describe("schema", () => {
    const shelf = exercise(
      "schema",
      `CREATE TABLE shelf (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL UNIQUE, account_id int REFERENCES account,
         width int DEFAULT 80 CONSTRAINT sane CHECK (width BETWEEN 10 AND 200))`,
    );

    it("compares what is declared, with constraints of any name and columns in any order", async () => {
      const other = `CREATE TABLE shelf (label text, id int GENERATED ALWAYS AS IDENTITY, account_id int, width int DEFAULT 80);
        ALTER TABLE shelf ALTER label SET NOT NULL, ADD CONSTRAINT k PRIMARY KEY (id), ADD FOREIGN KEY (account_id) REFERENCES account (id);
        ALTER TABLE shelf ADD CHECK (width >= 10 AND width <= 200); CREATE UNIQUE INDEX one ON shelf (label)`;
      expect(await verdictOf(shelf, other)).toBe("correct");
    });

    it("names each thing that is missing or other", async () => {
      const failed = await firstFailure(
        shelf,
        "CREATE TABLE shelf (id int PRIMARY KEY, label varchar(20) NOT NULL UNIQUE, depth int, width int DEFAULT 80)",
      );
      expect(failed?.message).toBe(
        "Table shelf has no CHECK (((width >= 10) AND (width <= 200))).\nTable shelf has no column account_id (integer).\n" +
          "Column id of table shelf is integer NOT NULL, wanted integer NOT NULL GENERATED ALWAYS AS IDENTITY.\n" +
          "Column label of table shelf is character varying(20) NOT NULL, wanted text NOT NULL.\n" +
          "Table shelf has no FOREIGN KEY (account_id) REFERENCES account(id).\nTable shelf has a column depth that should not be there.",
      );
    });

    it("lets probes say what a check has to do, and takes back what they did", async () => {
      const probes = [
        { sql: "INSERT INTO shelf (label, width) VALUES ('a', 10)" },
        { sql: "INSERT INTO shelf (label, width) VALUES ('a', 9)", sqlState: "23514" },
      ];
      const probed = { ...shelf, check: { probes } };
      expect(
        await verdictOf(
          probed,
          shelf.solutionSql.replace("width BETWEEN 10 AND 200", "NOT (width < 10 OR width > 200)"),
        ),
      ).toBe("correct");
      const failed = await firstFailure(probed, shelf.solutionSql.replace("BETWEEN 10", "BETWEEN 1"));
      expect(failed).toMatchObject({
        step: "probe",
        message: expect.stringContaining("should be refused (23514 check_violation), and succeeds."),
      });
    });
  });

  describe("permissions", () => {
    const grants = exercise(
      "permissions",
      "GRANT SELECT (id, owner) ON account TO reader; CREATE ROLE clerk; GRANT UPDATE, SELECT ON account TO clerk",
      {
        probes: [
          { role: "reader", sql: "SELECT id, owner FROM account" },
          { role: "reader", sql: "SELECT balance FROM account", sqlState: "42501" },
          { role: "clerk", sql: "UPDATE account SET balance = 1" },
        ],
      },
    );

    it("tries every probe as its role", async () => {
      expect(await verdictOf(grants, grants.solutionSql)).toBe("correct");
      const failed = await firstFailure(
        grants,
        "GRANT SELECT ON account TO reader; CREATE ROLE clerk; GRANT UPDATE ON account TO clerk",
      );
      expect(failed?.message).toBe(
        "As reader, `SELECT balance FROM account` should be refused (42501 insufficient_privilege), and succeeds.",
      );
    });

    it("leaves no role behind for the next answer", async () => {
      const roles = "CREATE ROLE clerk; CREATE ROLE other; GRANT clerk TO other";
      expect(await verdictOf(grants, roles)).toBe("incorrect");
      expect((await firstFailure(grants, "SELECT 1"))?.message).toContain("permission denied");
      expect(await verdictOf(grants, grants.solutionSql)).toBe("correct");
    });
  });

  describe("transactions", () => {
    const locking = exercise(
      "transactions",
      "BEGIN; SELECT * FROM account WHERE id = 1 FOR UPDATE; UPDATE account SET balance = 5 WHERE id = 1; COMMIT",
      {
        probes: [{ when: "open", sql: "UPDATE account SET balance = balance + 1 WHERE id = 1", waits: true }],
        volatileColumns: ["changed"],
      },
    );

    it("runs the other console's statements among the answer's, and sees who waits", async () => {
      expect(await verdictOf(locking, "BEGIN; UPDATE account SET balance = 5 WHERE id = 1; COMMIT")).toBe("correct");
      const failed = await firstFailure(locking, "UPDATE account SET balance = 5 WHERE id = 1; BEGIN; COMMIT");
      expect(failed).toMatchObject({
        step: "probe",
        message: expect.stringContaining("should wait for your transaction, and does not."),
      });
    });

    const deadlock = exercise(
      "transactions",
      `-- main
       BEGIN; UPDATE account SET balance = balance WHERE id = 1;
       -- second
       BEGIN; INSERT INTO note (body) VALUES ('second'); LOCK TABLE big;
       -- main
       LOCK TABLE big;
       -- second
       UPDATE account SET balance = balance WHERE id = 1; COMMIT;
       -- main
       COMMIT;`,
    );

    it("knows deadlocks and serialization failures when it sees them", async () => {
      expect(await verdictOf(deadlock, deadlock.solutionSql)).toBe("correct");
      expect((await firstFailure(deadlock, "UPDATE account SET balance = balance"))?.message).toBe(
        "No statement waits or fails. Wanted: main waits, then second fails with 40P01 deadlock_detected.",
      );
      const mirrored = exercise(
        "transactions",
        "-- second\nBEGIN; LOCK TABLE note;\n-- main\nBEGIN; LOCK TABLE big;\n-- second\nLOCK TABLE big;\n-- main\nLOCK TABLE note; ROLLBACK;\n-- second\nCOMMIT",
      );
      expect((await firstFailure(mirrored, "SELECT 1"))?.message).toBe(
        "No statement waits or fails. Wanted: second waits, then main fails with 40P01 deadlock_detected.",
      );
      const serial = exercise(
        "transactions",
        "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM account;\n-- second\nUPDATE account SET balance = 7 WHERE id = 1;\n-- main\nUPDATE account SET balance = 8 WHERE id = 1; ROLLBACK",
      );
      expect(await verdictOf(serial, serial.solutionSql)).toBe("correct");
      expect(await verdictOf(serial, serial.solutionSql.replace("ISOLATION LEVEL REPEATABLE READ", ""))).toBe(
        "incorrect",
      );
    });
  });

  describe("plan", () => {
    const indexed = exercise("plan", "CREATE INDEX ON big (id)", {
      probes: [{ sql: "SELECT payload FROM big WHERE id = 77" }],
      mustUse: ["Index Scan"],
      mustNotUse: ["Seq Scan on big"],
    });

    it("looks at the nodes of a plan and the pages that it touches", async () => {
      expect(await verdictOf(indexed, "CREATE UNIQUE INDEX mine ON big (id)")).toBe("correct");
      expect((await firstFailure(indexed, "CREATE INDEX ON big (payload)"))?.message).toMatch(
        /^The plan has no Index Scan\.\nThe plan has a Seq Scan on big\.\nThe plan touches \d+ pages, and \d+ are enough\.$/,
      );
    });
  });

  describe("the publish gate", () => {
    const rulesOf = async (one: Exercise, outcome: string) =>
      (await gate(one)).findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule);

    it("lets a sound exercise through", async () => {
      const mistake = { sql: "SELECT owner FROM account ORDER BY id DESC", message: "The other way round." };
      const sound = [
        exercise("query", "SELECT owner FROM account ORDER BY id", { knownMistakes: [mistake] }),
        exercise("change", "DELETE FROM account WHERE id = 1"),
      ];
      for (const one of sound) expect(await rulesOf(one, "failed")).toEqual([]);
    });

    it("finds a LIMIT among ties, and an order that is not the same each time", async () => {
      for (const sql of [
        "SELECT payload, id FROM big ORDER BY payload LIMIT 1",
        "SELECT id FROM big ORDER BY random()",
      ]) {
        const report = await gate(exercise("query", sql));
        expect(report).toMatchObject({ passed: false });
        expect(report.findings.find(({ outcome }) => outcome === "failed")).toMatchObject({ rule: "stable" });
      }
    });

    it("finds a solution that fails, one that gives nothing, and a mistake that passes", async () => {
      const broken = await gate(exercise("query", "SELECT nosuch FROM account"));
      expect(broken).toMatchObject({
        passed: false,
        findings: [{ rule: "reference", error: { sqlState: "42703" } }, { rule: "reference" }],
      });
      expect(await rulesOf(exercise("query", "SELECT id FROM account WHERE false"), "failed")).toEqual([
        "empty answer",
      ]);
      expect(await rulesOf(exercise("change", "DELETE FROM account WHERE id = 99"), "failed")).toEqual([
        "empty answer",
      ]);
      const passing = { sql: "SELECT id FROM account WHERE true", message: "No." };
      expect(
        await rulesOf(exercise("query", "SELECT id FROM account", { knownMistakes: [passing] }), "failed"),
      ).toEqual(["known mistakes"]);
    });

    it("holds the task to its words: names that are required, constructs that there are", async () => {
      const rules: CheckRules = { columnNames: "require", mustUse: ["GROP BY", "JOIN"], volatileColumns: ["nosuch"] };
      expect(await rulesOf(exercise("query", "SELECT id AS number FROM account", rules), "failed")).toEqual([
        "method",
        "method",
        "column names",
        "volatile columns",
      ]);
    });
  });
});
