import "server-only";
import { loadModule, parseSync, type ScanToken, scanSync } from "libpg-query";
import { lexStatements, type SqlStatement } from "./lex-statements";
import { findUnsendable } from "./unsendable-text";

export type { SqlStatement };

let loading: Promise<void> | null = null;

/** Loads PostgreSQL's parser once. A failed load is tried again by the next caller. */
function loadParser(): Promise<void> {
  loading ??= loadModule().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * The parser's time grows faster than the text, and everybody's requests wait while it runs. Longer texts, and those with
 * psql's commands in them, are split as psql splits them.
 */
const maxParsedBytes = 16 * 1024;
/** PostgreSQL's scanner looks at a text of nested comments again from each of them on. */
const maxParsedComments = 100;

/**
 * Splits SQL into statements with PostgreSQL's own parser. Where it cannot parse, semicolons outside brackets part the
 * statements, as in psql, so that those before the mistake still run; where not even words can be told apart, the text
 * stays whole and the server is the one to say what is wrong.
 */
export async function splitStatements(sql: string): Promise<SqlStatement[]> {
  if (sql.trim() === "") return [];
  if (isForPsqlsRules(sql)) return lexStatements(sql);
  await loadParser();
  return splitSql(sql);
}

/** The parser reads no further than a NUL, and half a character comes back as another one: such a text stays as it is. */
function isForPsqlsRules(sql: string): boolean {
  if (/^[^\S\n]*\\/m.test(sql) || findUnsendable(sql)) return true;
  const isLong = Buffer.byteLength(sql) > maxParsedBytes;
  return isLong || sql.split("/*", maxParsedComments + 1).length > maxParsedComments;
}

function splitSql(sql: string): SqlStatement[] {
  const bytes = Buffer.from(sql, "utf8");
  const ranges = parsedRanges(sql, bytes.length) ??
    scannedRanges(sql, bytes.length) ?? [{ start: 0, end: bytes.length }];
  return toStatements(bytes, ranges);
}

/** Byte offsets, because that is what the parser counts in. */
interface ByteRange {
  start: number;
  end: number;
}

function parsedRanges(sql: string, length: number): ByteRange[] | null {
  try {
    return (parseSync(sql).stmts ?? []).map((statement) => {
      const start = statement.stmt_location ?? 0;
      return { start, end: statement.stmt_len ? start + statement.stmt_len : length };
    });
  } catch {
    // A text that is no SQL is what a student may send; the server words the error.
    return null;
  }
}

function scannedRanges(sql: string, length: number): ByteRange[] | null {
  const tokens = scannedTokens(sql);
  return tokens && rangesBetweenSemicolons(tokens, length);
}

/** The words of a text, without comments; null where they cannot be told apart. */
function scannedTokens(sql: string): ScanToken[] | null {
  try {
    return scanSync(sql).tokens.filter((token) => !token.tokenName.endsWith("COMMENT"));
  } catch {
    return null;
  }
}

function rangesBetweenSemicolons(tokens: ScanToken[], length: number): ByteRange[] {
  const ranges: ByteRange[] = [];
  let statement: ScanToken[] = [];
  let brackets = 0;
  let bodies = 0;
  for (const token of tokens) {
    if (token.text === "(") brackets++;
    if (token.text === ")") brackets = Math.max(0, brackets - 1);
    bodies = Math.max(0, bodies + bodyStep(token, statement, bodies));
    if (token.text === ";" && brackets === 0 && bodies === 0) {
      if (statement[0]) ranges.push({ start: statement[0].start, end: token.start });
      statement = [];
    } else {
      statement.push(token);
    }
  }
  if (statement[0]) ranges.push({ start: statement[0].start, end: length });
  return ranges;
}

/** Semicolons inside BEGIN ATOMIC … END belong to the function; a CASE inside it ends with an END of its own. As psql counts. */
function bodyStep(token: ScanToken, statement: ScanToken[], bodies: number): number {
  const word = token.text.toLowerCase();
  if (word === "begin" && createsRoutine(statement)) return 1;
  if (bodies === 0) return 0;
  return word === "case" ? 1 : word === "end" ? -1 : 0;
}

function createsRoutine(statement: ScanToken[]): boolean {
  const opening = statement.slice(0, 4).map(({ text }) => text.toLowerCase());
  return opening[0] === "create" && (opening.includes("function") || opening.includes("procedure"));
}

function toStatements(bytes: Buffer, ranges: ByteRange[]): SqlStatement[] {
  let offset = 0;
  let reached = 0;
  const statements: SqlStatement[] = [];
  for (const { start, end } of ranges) {
    offset += countCodePoints(bytes.subarray(reached, start));
    reached = start;
    const text = bytes.subarray(start, end).toString("utf8");
    const leading = text.length - text.trimStart().length;
    if (text.trim() !== "") statements.push({ text: text.trim(), offset: offset + leading });
  }
  return statements;
}

/** In UTF-8, every byte that is not a continuation byte begins a code point. */
function countCodePoints(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}
