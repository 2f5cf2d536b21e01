import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Console } from "@/lib/database-client/console";
import type { QueryResponse, StatementResult } from "@/lib/schemas/query";
import { caretCharacters, type Description, type PsqlAnswer, psqlNull } from "./psql-transcript";

interface ConsoleAnswer {
  sql: string;
  response: QueryResponse;
}

const limits = { timeoutMs: 20_000, maxRows: 10_000, maxBytes: 16 * 1024 * 1024, diskBytes: 512 * 1024 * 1024 };

/** Runs each piece of SQL, one request for each. */
export async function consoleAnswers(console: Console, pieces: string[]): Promise<ConsoleAnswer[]> {
  const answers: ConsoleAnswer[] = [];
  for (const sql of pieces) answers.push({ sql, response: await console.run(sql, limits) });
  return answers;
}

/** What a console and psql said of the same SQL where they differ; null where they agree in every cell, type, tag and word. */
export function differences({ sql, response }: ConsoleAnswer, psql: PsqlAnswer) {
  const ours = {
    results: ofConsole(response.results),
    types: psql.types && typesOf(response.results),
    messages: saidIn(sql, response),
  };
  // A notice has no place in the contract: whoever reads it has the statement before them.
  const messages = psql.messages.map(({ caret, ...said }) =>
    said.severity === "ERROR" && caret ? { ...said, caret } : said,
  );
  const theirs = { results: psql.results, types: psql.types, messages };
  const [tagged] = response.results.length === 1 ? response.results : [];
  const counted = tagged?.kind === "rows" && /^SELECT/.test(tagged.command) ? tagged.command : null;
  const same =
    (counted === null || psql.rowCount === "" || counted === `SELECT ${psql.rowCount}`) &&
    isDeepStrictEqual(comparable(ours), comparable(theirs));
  return same ? null : { sql, ours: comparable(ours), psql: comparable(theirs) };
}

/** Numbers of processes differ between two servers. */
function comparable(what: Omit<PsqlAnswer, "rowCount">): Omit<PsqlAnswer, "rowCount"> {
  const messages = what.messages.map((one) => ({
    ...one,
    message: one.severity === "NOTIFY" ? one.message.replace(/PID \d+/, "PID n") : one.message,
  }));
  return { ...what, messages };
}

function ofConsole(results: StatementResult[]) {
  return results.flatMap((result) => {
    if (result.kind === "error") return [];
    if (result.kind === "command") return [{ rows: null, tag: result.command }];
    // psql prints no cells of rows without columns, and the tag only of what changed data.
    const rows = [result.columns.map(({ name }) => name), ...(result.columns.length === 0 ? [] : result.rows)];
    const changes = /^(INSERT|UPDATE|DELETE|MERGE)/.test(result.command);
    const cells = rows.map((row) => row.map((value) => value ?? psqlNull));
    const table = { rows: result.columns.length === 0 ? [[""]] : cells, tag: null };
    return changes ? [table, { rows: null, tag: result.command }] : [table];
  });
}

function typesOf(results: StatementResult[]): string[] {
  const [only] = results;
  return results.length === 1 && only?.kind === "rows" ? only.columns.map(({ type }) => type) : [];
}

function saidIn(sql: string, { results }: QueryResponse): PsqlAnswer["messages"] {
  return results.flatMap((result) => [...result.notices, ...(result.kind === "error" ? [errorOf(sql, result)] : [])]);
}

function errorOf(sql: string, error: Extract<StatementResult, { kind: "error" }>): PsqlAnswer["messages"][number] {
  const { sqlState, message, detail, hint, position } = error;
  return {
    severity: "ERROR",
    sqlState: sqlState ?? "",
    message,
    ...(position ? { caret: caretAt(sql, error.statement, position) } : {}),
    ...(detail ? { detail } : {}),
    ...(hint ? { hint } : {}),
  };
}

/** psql counts lines in its own text of the statement. */
function caretAt(sql: string, statement: string, position: number) {
  const characters = Array.from(sql);
  const before = characters.slice(0, position - 1).join("");
  const rest =
    characters
      .slice(position - 1)
      .join("")
      .split("\n")[0] ?? "";
  const line = before.slice(sql.indexOf(statement)).split("\n").length;
  return { line, at: rest.slice(0, caretCharacters) };
}

/** What one of psql's commands lists in a console; psql prints an empty cell for NULL there. */
export function listed({ sql, response }: ConsoleAnswer): string[][] {
  const [result] = response.results;
  if (result?.kind !== "rows") throw new Error(`${sql}: ${JSON.stringify(result)}`);
  return [result.columns.map(({ name }) => name), ...result.rows.map((row) => row.map((value) => value ?? ""))];
}

/** What a `\d` describes in a console: tables with their titles, each with what stands beneath it. */
export function described({ sql, response }: ConsoleAnswer): Description[] {
  const found: Description[] = [];
  for (const result of response.results) {
    const table = listed({ sql, response: { ...response, results: [result] } });
    const title = result.notices[0]?.message;
    if (title !== undefined) found.push({ title, table, footers: [] });
    else found.at(-1)?.footers.push(...table.slice(1).flat());
  }
  return found;
}
