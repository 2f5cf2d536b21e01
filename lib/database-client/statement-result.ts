import "server-only";
import pg from "pg";
import type { CommandResult, ErrorResult, Notice, RowsResult, StatementResult } from "@/lib/schemas/query";
import type { DatabaseWords } from "./database-words";
import { tokensIn } from "./lex-statements";
import type { PortalOutcome } from "./portal-query";
import type { SqlStatement } from "./split-statements";
import type { TransactionFate } from "./transaction-fate";

/** What the words about a statement need of it. */
type PlacedText = Pick<SqlStatement, "text" | "offset">;

/** Why a statement was stopped from outside, if it was. */
export type StopReason = "timeout" | "cancelled" | "disk" | "size" | "copy";

export interface StatementFacts {
  statement: PlacedText;
  outcome: PortalOutcome;
  typeNames: string[];
  durationMs: number;
  notices: Notice[];
  stopped: StopReason | null;
  limits: { timeoutMs: number; diskBytes: number; maxBytes: number };
  /** What becomes of the transaction around the statement if the connection is over; null where none was open. */
  fate: TransactionFate | null;
  words: DatabaseWords;
}

/** Words one statement's outcome as the HTTP contract shows it. */
export function statementResult(facts: StatementFacts): StatementResult {
  const { outcome } = facts;
  if (outcome.error || outcome.copy) return errorResult(facts);
  if (outcome.fields) return rowsResult(facts, outcome.fields);
  return commandResult(facts);
}

function rowsResult(facts: StatementFacts, fields: pg.FieldDef[]): RowsResult {
  const { outcome, typeNames } = facts;
  return {
    kind: "rows",
    ...common(facts),
    command: outcome.command ?? truncatedTag(facts.statement.text, outcome.rows.length),
    columns: fields.map((field, index) => ({ name: field.name, type: typeNames[index] ?? "unknown" })),
    rows: outcome.rows,
    rowCount: outcome.rows.length,
    truncated: outcome.truncated,
  };
}

function commandResult(facts: StatementFacts): CommandResult {
  const command = facts.outcome.command ?? "";
  const count = /\s(\d+)$/.exec(command)?.[1];
  return { kind: "command", ...common(facts), command, rowCount: count === undefined ? null : Number(count) };
}

function errorResult(facts: StatementFacts): ErrorResult {
  const { outcome, stopped, limits } = facts;
  const base = { kind: "error" as const, ...common(facts), ...lossHint(facts) };
  if (stopped === "timeout") {
    const message = `The query was stopped after ${formatSeconds(limits.timeoutMs)}.`;
    return { ...base, reason: "timeout", sqlState: "57014", message };
  }
  if (stopped === "cancelled") return { ...base, ...cancelled };
  if (stopped === "disk") return { ...base, ...diskFull(facts) };
  if (stopped === "size") return { ...base, ...rowTooLarge(limits.maxBytes) };
  if (outcome.copy) return { ...base, reason: "limit", sqlState: null, ...copyWords(outcome.copy, facts.words) };
  if (outcome.error instanceof pg.DatabaseError) return { ...base, ...databaseError(facts, outcome.error) };
  return { ...base, ...connectionLost(facts), hint: facts.words.lostWhileRunning };
}

/** A connection that had to be ended takes an open transaction along. */
function lossHint({ outcome, fate, words }: StatementFacts): { hint?: string } {
  if (!outcome.connectionLost) return {};
  return { hint: sentences("The connection was ended.", fate ? words.transaction[fate] : "") };
}

function sentences(...some: string[]): string {
  return some.filter((sentence) => sentence !== "").join(" ");
}

function rowTooLarge(maxBytes: number) {
  const limit = `${Math.round(maxBytes / 1024 / 1024)} MB`;
  return {
    reason: "limit" as const,
    sqlState: null,
    message: `A row or message of this statement is larger than ${limit}, more than a page may receive: it was refused.`,
  };
}

function diskFull({ limits, words }: StatementFacts) {
  const quota = `${Math.round(limits.diskBytes / 1024 / 1024)} MB`;
  return {
    reason: "limit" as const,
    sqlState: "53100",
    message: sentences(
      `${words.capitalised} may hold ${quota} on disk, and that is reached: the statement was stopped.`,
      words.committedBefore,
    ),
    hint: words.makeRoom,
  };
}

/** What is said of a console whose connection broke: by an error of the socket, not of PostgreSQL. */
function connectionLost({ fate, words }: Pick<StatementFacts, "fate" | "words">) {
  return {
    reason: "connection" as const,
    sqlState: null,
    message: sentences(words.connectionLost, fate ? words.transaction[fate] : ""),
  };
}

/** PostgreSQL's words, unchanged; positions are moved to where the statement stands in the SQL that was sent. */
function databaseError({ statement, outcome }: StatementFacts, error: pg.DatabaseError) {
  const sqlState = error.code ?? null;
  return {
    reason: outcome.connectionLost ? ("connection" as const) : ("sql" as const),
    sqlState,
    message: error.message,
    ...(error.detail ? { detail: error.detail } : {}),
    ...(error.hint ? { hint: error.hint } : {}),
    ...(error.position ? { position: Number(error.position) + statement.offset } : {}),
  };
}

/** Why PostgreSQL ended a connection on which nothing ran. */
export type LastWord = Pick<pg.DatabaseError, "code" | "message">;

interface Loss extends Pick<StatementFacts, "fate" | "words"> {
  lastWord: LastWord | null;
}

/** What is said of a statement that found its connection over. */
export function lostResult(statement: PlacedText, { lastWord, ...facts }: Loss): ErrorResult {
  const lost = { ...connectionLost(facts), ...(lastWord ? { detail: lastWord.message } : {}) };
  const sqlState = lastWord?.code ?? null;
  return { kind: "error", statement: statement.text, ...lost, sqlState, durationMs: 0, notices: [] };
}

/** What is said of a statement that was not begun, because the run it belongs to was cancelled before. */
export function cancelledResult({ text }: PlacedText): ErrorResult {
  return { kind: "error", statement: text, ...cancelled, durationMs: 0, notices: [] };
}

const cancelled = { reason: "cancelled", sqlState: "57014", message: "You stopped this query." } as const;

/** Why what is left of a run is not begun: it took too long until then, or its answer is large enough. */
export type RunRefusal = { kind: "time"; timeMs: number } | { kind: "size"; maxBytes: number };

/** What is said of the first statement that is not run any more. Those before it have run. */
export function refusedResult({ text }: PlacedText, refusal: RunRefusal): ErrorResult {
  const why =
    refusal.kind === "time"
      ? `The statements of one run may take ${formatSeconds(refusal.timeMs)} together, and that is over`
      : `The results of one run, without their rows, may have ${Math.round(refusal.maxBytes / 1024 / 1024)} MB together, and that is reached`;
  return {
    kind: "error",
    statement: text,
    reason: "limit",
    sqlState: null,
    message: `${why}: this statement and those after it were not run.`,
    hint: "What stands before it has run. Run the rest on its own.",
    durationMs: 0,
    notices: [],
  };
}

/** What is said of a psql command that has another way here. */
export function noteResult({ text }: PlacedText, message: string): CommandResult {
  const command = /^\S+/.exec(text)?.[0] ?? text;
  const notice = { severity: "INFO", sqlState: "00000", message };
  return { kind: "command", statement: text, command, rowCount: null, durationMs: 0, notices: [notice] };
}

/** What psql itself would say of one of its commands. */
export function metaErrorResult(
  { text }: PlacedText,
  { message, isUnknown }: { message: string; isUnknown: boolean },
): ErrorResult {
  const error = { kind: "error" as const, statement: text, reason: "sql" as const, sqlState: null, message };
  const hint = isUnknown ? { hint: "\\? lists the commands that work here." } : {};
  return { ...error, ...hint, durationMs: 0, notices: [] };
}

/** What was said besides several results, with the last of them. */
export function withNotices(results: StatementResult[], notices: Notice[]): StatementResult[] {
  const last = results.at(-1);
  return last ? [...results.slice(0, -1), { ...last, notices: [...last.notices, ...notices] }] : [];
}

/** The answer to what a psql command asked: the question is not the student's, and no position in it means anything. */
export function ofMetaCommand(result: StatementResult, { text }: PlacedText): StatementResult {
  if (result.kind !== "error") return { ...result, statement: text };
  const { position: _, ...error } = result;
  return { ...error, statement: text };
}

/** pg's notice as the contract has it. */
export function toNotice(notice: NoticeFields): Notice {
  return {
    severity: notice.severity ?? "NOTICE",
    sqlState: notice.code ?? "00000",
    message: notice.message ?? "",
    ...(notice.detail ? { detail: notice.detail } : {}),
    ...(notice.hint ? { hint: notice.hint } : {}),
  };
}

/** A word that PostgreSQL has for no notice of its own. */
export const notificationSeverity = "NOTIFY";

/** A NOTIFY that the student LISTENs for, in psql's words. */
export function toNotification({ channel, payload, processId }: pg.Notification): Notice {
  const withPayload = payload ? ` with payload "${payload}"` : "";
  const message = `Asynchronous notification "${channel}"${withPayload} received from server process with PID ${processId}.`;
  return { severity: notificationSeverity, sqlState: "00000", message };
}

interface NoticeFields {
  severity?: string;
  code?: string;
  message?: string;
  detail?: string;
  hint?: string;
}

function common({ statement, durationMs, notices }: StatementFacts) {
  return { statement: statement.text, durationMs, notices };
}

function copyWords(direction: "in" | "out", words: DatabaseWords): { message: string; hint: string } {
  const what = direction === "in" ? "COPY … FROM STDIN reads a file from" : "COPY … TO STDOUT writes a file to";
  return {
    message: `${what} a client program, and a web page is none.`,
    hint: direction === "in" ? words.insteadOfCopyIn : words.insteadOfCopyOut,
  };
}

/** Where the portal was left early PostgreSQL sent no tag: it is made of the rows that were read. */
function truncatedTag(text: string, rowCount: number): string {
  const [first = ""] = tokensIn(text);
  const verb = first.toUpperCase();
  return verb === "EXPLAIN" || verb === "SHOW" ? verb : `SELECT ${rowCount}`;
}

function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds === 1 ? "1 second" : `${seconds} seconds`;
}
