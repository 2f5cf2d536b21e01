import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConsoleName, ExportFormat } from "@/lib/schemas/query";
import type { Session } from "@/lib/schemas/session";
import type { Viewer } from "@/lib/schemas/user";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { exportResponse } from "./export-response";

/** Its rows come one by one for as long as anybody asks. */
const lazy = "SELECT a.oid FROM pg_class a, pg_class b, pg_class c";

interface Asked {
  format?: ExportFormat;
  console?: ConsoleName;
  signal?: AbortSignal;
}

describe("the export of a whole result", () => {
  let carrel: TestInstallation;
  let student: Viewer;
  let session: Session;

  beforeAll(async () => {
    carrel = await openTestInstallation({ QUERY_TIMEOUT_MS: "1000" });
    const { exerciseId } = await carrel.createExercise();
    student = await carrel.createStudent();
    ({ session } = await carrel.sessions.startSession(student, { exerciseId, wait: true }));
  });
  afterAll(async () => {
    await carrel.sessions.endSession(student, session.id);
    await carrel.close();
  });

  const open = async (sql: string, { format = "csv", console = "main", signal }: Asked = {}) => {
    const { opened, name } = await carrel.sessions.exportResult(student, session.id, { sql, console });
    const response = exportResponse({ opened, name, format, signal: signal ?? new AbortController().signal });
    if (!response.body) throw new Error("no body");
    return { opened, response, reader: response.body.getReader() };
  };
  const text = async (sql: string, asked: Asked = {}) => {
    const { reader } = await open(sql, asked);
    const chunks: Uint8Array[] = [];
    for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
    return Buffer.concat(chunks).toString();
  };
  const query = (sql: string, console: ConsoleName = "main") =>
    carrel.sessions.query(student, session.id, { sql, console });
  const last = async (sql: string, console: ConsoleName = "main") => (await query(sql, console)).results.at(-1);
  const working = () =>
    last("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()", "second");

  it("is the whole result in CSV and JSON, values as PostgreSQL's text", async () => {
    const sql = `SELECT g AS id, NULL AS a, '' AS a, 'x,"' AS "q""", g * 1.50 AS n FROM generate_series(1, 2) g`;
    expect(await text(sql)).toBe(`id,a,a,"q""",n\r\n1,,"","x,""",1.50\r\n2,,"","x,""",3.00\r\n`);
    expect(JSON.parse(await text(sql, { format: "json" }))).toEqual({
      columns: ["id integer", "a text", "a text", 'q" text', "n numeric"].map((column) => {
        const [name = "", type = ""] = column.split(" ");
        return { name, type };
      }),
      rows: [1, 2].map((id) => [String(id), null, "", 'x,"', id === 1 ? "1.50" : "3.00"]),
      rowCount: 2,
    });
    expect(await text("SELECT 1 AS a WHERE false")).toBe("a\r\n");
    const { response, opened } = await open("TABLE member");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w-]+\.csv"$/);
    await opened.close();
  });

  it("sees what the console's open transaction has not committed, and leaves it open", async () => {
    await query("BEGIN; INSERT INTO member VALUES (3, 'Edsger')");
    expect(await text("SELECT name FROM member WHERE id = 3")).toBe("name\r\nEdsger\r\n");
    expect(await text("SELECT name FROM member WHERE id = 3", { console: "second" })).toBe("name\r\n");
    expect((await query("ROLLBACK")).results).toMatchObject([{ kind: "command", command: "ROLLBACK" }]);
  });

  it("fetches no more than the reader takes, whose own time is not counted", async () => {
    const { reader, opened } = await open(lazy);
    for (let piece = 0; piece < 8; piece++) await reader.read();
    await last("SELECT pg_sleep(0.6)", "second");
    const fetched = opened.rowCount;
    await last("SELECT pg_sleep(0.6)", "second");
    expect(opened.rowCount).toBe(fetched);
    expect(fetched).toBeLessThan(10_000);
    expect(await reader.read()).toMatchObject({ done: false });
    await reader.cancel();
  });

  it("takes a million rows through little memory", async () => {
    const patient = carrel.composeAgain({ QUERY_TIMEOUT_MS: "60000" });
    const sql = "SELECT g, repeat('x', 90) FROM generate_series(1, 1000000) g";
    const { opened, name } = await patient.sessions.exportResult(student, session.id, { sql, console: "second" });
    const response = exportResponse({ opened, name, format: "csv", signal: new AbortController().signal });
    const before = process.memoryUsage.rss();
    let bytes = 0;
    let highest = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      highest = Math.max(highest, process.memoryUsage.rss() - before);
    }
    expect(opened.rowCount).toBe(1_000_000);
    expect(bytes).toBeGreaterThan(90_000_000);
    expect(highest).toBeLessThan(bytes);
    await patient.close();
  }, 60_000);

  it("stops the statement when the reader goes, also within an open transaction, and frees the console", async () => {
    const endless = "SELECT g, repeat('x', 1000) FROM generate_series(1, 100000000) g WHERE g % 2 = 0";
    await query("BEGIN; INSERT INTO member VALUES (4, 'Barbara')");
    const { reader } = await open(lazy);
    await reader.read();
    await reader.cancel();
    expect(await last("SELECT name FROM member WHERE id = 4")).toMatchObject({ rows: [["Barbara"]] });
    await query("COMMIT");
    const gone = new AbortController();
    const { opened } = await open(lazy, { signal: gone.signal });
    gone.abort();
    await opened.ended;
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
    await expect(text(endless)).rejects.toMatchObject({ code: "statement_failed", details: { reason: "timeout" } });
    expect(await working()).toMatchObject({ rows: [["0"]] });
  });

  it("keeps to the console's queue", async () => {
    const { reader, opened } = await open(lazy);
    await reader.read();
    let isAnswered = false;
    const waiting = last("SELECT 'after'").finally(() => {
      isAnswered = true;
    });
    expect(await last("SELECT 1", "second")).toMatchObject({ kind: "rows" });
    expect(isAnswered).toBe(false);
    await opened.close();
    expect(await waiting).toMatchObject({ rows: [["after"]] });
  });

  it("ends when it is cancelled, while PostgreSQL works as while the reader reads", async () => {
    const { reader } = await open(lazy);
    expect(await carrel.sessions.cancel(student, session.id, "main")).toBe(true);
    const readOn = async () => {
      while (!(await reader.read()).done);
    };
    await expect(readOn()).rejects.toMatchObject({ result: { reason: "cancelled" } });
    const atWork = expect(text("SELECT pg_sleep(60)")).rejects.toMatchObject({ details: { reason: "cancelled" } });
    await expect.poll(() => carrel.sessions.cancel(student, session.id, "main")).toBe(true);
    await atWork;
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
  });

  it("breaks off where the rows end with an error, and tells an error before the first row", async () => {
    await expect(text("SELECT 1 / (500 - g) FROM generate_series(1, 1000) g")).rejects.toMatchObject({
      result: { reason: "sql", sqlState: "22012", message: "division by zero" },
    });
    await expect(text(lazy)).rejects.toMatchObject({ result: { reason: "timeout" } });
    const slow = "SELECT g, CASE WHEN g > 5 THEN pg_sleep(60) END FROM generate_series(1, 10) g";
    await expect(text(slow)).rejects.toMatchObject({ result: { reason: "timeout" } });
    const misspelt = {
      publicMessage: 'relation "nosuch" does not exist',
      details: { sqlState: "42P01", position: 15 },
    };
    await expect(text("SELECT * FROM nosuch")).rejects.toMatchObject({ code: "statement_failed", ...misspelt });
    await expect(text("SELEC 1")).rejects.toMatchObject({ details: { sqlState: "42601" } });
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
  });

  it("is stopped while it waits for a table that another console has locked", async () => {
    await query("BEGIN; LOCK TABLE member IN ACCESS EXCLUSIVE MODE", "second");
    await expect(text("TABLE member")).rejects.toMatchObject({ details: { reason: "timeout" } });
    await query("ROLLBACK", "second");
    expect(await text("SELECT id FROM member WHERE id = 1")).toBe("id\r\n1\r\n");
  });

  it("leaves its notices to nobody, and notifications to the next statement, as an explanation does", async () => {
    await query(`CREATE FUNCTION noisy(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'row %', n; RETURN n; END $$;
      LISTEN news`);
    const heard = [{ severity: "NOTIFY", message: expect.stringContaining('"news"') }];
    await query("NOTIFY news", "second");
    expect(await text("SELECT noisy(g) AS n FROM generate_series(1, 20) g")).toMatch(/^n\r\n1\r\n/);
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows", notices: heard });
    await query("NOTIFY news", "second");
    await carrel.sessions.explain(student, session.id, {
      sql: "SELECT noisy(1)",
      analyze: true,
      format: "tree",
      console: "main",
    });
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows", notices: heard });
    await query("NOTIFY news", "second");
    expect(await last("\\d member")).toMatchObject({ notices: heard });
    await query("UNLISTEN *; DROP FUNCTION noisy");
  });

  it("says of a parameter without a value what a query says", async () => {
    const { kind, ...said } = (await last("SELECT $1")) ?? {};
    expect(said).toMatchObject({ sqlState: "42P02", message: "there is no parameter $1", position: 8 });
    await expect(text("SELECT $1")).rejects.toMatchObject({ details: { sqlState: "42P02", position: 8 } });
    // Where a backslash escapes, there is none.
    const escaped = "SELECT 'it\\' || $1 --'";
    await query("SET standard_conforming_strings = off");
    expect(await text(escaped)).toBe(`?column?\r\nit' || $1 --\r\n`);
    await query("RESET standard_conforming_strings");
  });

  it("refuses what changes data, and runs nothing of it", async () => {
    await expect(text("DELETE FROM member RETURNING *")).rejects.toMatchObject({ code: "statement_failed" });
    expect(await last("SELECT count(*) FROM member WHERE id < 3")).toMatchObject({ rows: [["2"]] });
  });

  it("survives the end of its connection", async () => {
    const { reader } = await open(lazy);
    await reader.read();
    await query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = USER",
      "second",
    );
    const readOn = async () => {
      while (!(await reader.read()).done);
    };
    await expect(readOn()).rejects.toMatchObject({ result: { kind: "error" } });
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
    expect(await carrel.history.list({ sessionId: session.id })).toContainEqual(
      expect.objectContaining({ statement: lazy, outcome: "connection" }),
    );
  });
});
