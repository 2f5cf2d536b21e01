import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import { openLog } from "@/lib/log/log";
import type { QueryResponse, StatementResult } from "@/lib/schemas/query";
import { ranStatementSchema } from "@/lib/schemas/statement-history";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { StatementHistory } from "./statement-history";

const log = openLog({ level: "silent", name: "test" });

const command = (statement: string): StatementResult => ({
  kind: "command",
  statement,
  command: "CREATE TABLE",
  rowCount: null,
  durationMs: 1.5,
  notices: [],
});

const answered = (...results: StatementResult[]): QueryResponse => ({ results, durationMs: 2, transaction: "idle" });

describe("StatementHistory", () => {
  let carrel: TestInstallation;

  beforeAll(async () => {
    carrel = await openTestInstallation();
  });
  afterAll(() => carrel.close());

  async function createEndedSession(): Promise<{ id: string }> {
    const { id: studentId } = await carrel.createStudent();
    const { exerciseId } = await carrel.createExercise({ build: false });
    const expiresAt = new Date();
    return carrel.database.exerciseSession.create({
      data: { id: newId(), studentId, exerciseId, state: "ended", expiresAt },
      select: { id: true },
    });
  }

  it("has what a student ran in their own database, errors too, the newest first", async () => {
    const student = await carrel.createStudent();
    const { exerciseId } = await carrel.createExercise();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
    await carrel.sessions.query(student, session.id, { sql: "CREATE TABLE t (x int); TABLE t", console: "main" });
    await carrel.sessions.query(student, session.id, { sql: "SELECT nosuch", console: "second" });
    await carrel.history.flush();
    const statements = await carrel.history.list({ sessionId: session.id });
    expect(statements.map((one) => ranStatementSchema.strict().parse(one))).toMatchObject([
      { console: "second", statement: "SELECT nosuch", outcome: "sql", message: 'column "nosuch" does not exist' },
      { console: "main", statement: "TABLE t", outcome: "ok", message: "SELECT 0" },
      { console: "main", statement: "CREATE TABLE t (x int)", outcome: "ok", message: "CREATE TABLE" },
    ]);
    await carrel.sessions.endSession(student, session.id);
    expect(await carrel.history.list({ sessionId: session.id })).toHaveLength(3);
  });

  it("keeps the order of many runs that were recorded at once, each with its own session", async () => {
    const sessions = [await createEndedSession(), await createEndedSession()];
    for (let run = 0; run < 50; run += 1)
      for (const session of sessions)
        carrel.history.record({ session, console: "main", response: answered(command(`${session.id} ${run}`)) });
    await carrel.history.flush();
    for (const { id } of sessions) {
      const statements = await carrel.history.list({ sessionId: id });
      expect(statements.map(({ statement }) => statement)).toEqual(
        Array.from({ length: 50 }, (_, index) => `${id} ${49 - index}`),
      );
    }
  });

  it("keeps the newest statements of a session and lets the older ones go", async () => {
    const session = await createEndedSession();
    const untouched = await createEndedSession();
    const history = new StatementHistory({ database: carrel.database, log, keptPerSession: 20 });
    history.record({ session: untouched, console: "main", response: answered(command("stays")) });
    for (let run = 0; run < 250; run += 1) {
      history.record({ session, console: "main", response: answered(command(String(run))) });
      if (run % 50 === 0) await history.flush();
    }
    await history.flush();
    const statements = await history.list({ sessionId: session.id });
    expect(statements.length).toBeGreaterThanOrEqual(20);
    expect(statements.length).toBeLessThanOrEqual(120);
    expect(statements[0]?.statement).toBe("249");
    expect(await history.list({ sessionId: untouched.id })).toHaveLength(1);
  });

  it("cuts what is very long, and keeps what PostgreSQL's text cannot hold", async () => {
    const session = await createEndedSession();
    const response = answered(
      command(`SELECT '${"x".repeat(100_000)}'`),
      command("SELECT 'a\0b'"),
      command("'\ud83d'"),
    );
    carrel.history.record({ session, console: "main", response });
    await carrel.history.flush();
    const [surrogate, nul, long] = await carrel.history.list({ sessionId: session.id });
    expect(long?.statement.length).toBeLessThan(33_000);
    expect(long?.statement).toMatch(/\n-- … cut here: 100,009 characters in all$/);
    expect(nul?.statement).toBe("SELECT 'a\u2400b'");
    expect(surrogate?.statement).toMatch(/^'.'$/u);
  });

  it("fails nobody while the database is away, and goes on afterwards", async () => {
    const session = await createEndedSession();
    const again = carrel.composeAgain();
    const history = new StatementHistory({ database: again.database, log });
    await again.database.$executeRaw`ALTER TABLE statement_history RENAME TO statement_history_away`;
    history.record({ session, console: "main", response: answered(command("lost")) });
    await history.flush();
    await again.database.$executeRaw`ALTER TABLE statement_history_away RENAME TO statement_history`;
    history.record({ session, console: "main", response: answered(command("kept")) });
    await history.flush();
    expect((await history.list({ sessionId: session.id })).map(({ statement }) => statement)).toEqual(["kept"]);
    await again.close();
  });

  it("forgets what ran in a session that is not there any more, and keeps the others' of the same moment", async () => {
    const session = await createEndedSession();
    carrel.history.record({ session: { id: "gone" }, console: "main", response: answered(command("gone")) });
    carrel.history.record({ session, console: "main", response: answered(command("here")) });
    await carrel.history.flush();
    expect(await carrel.history.list({ sessionId: session.id })).toHaveLength(1);
  });
});
