import "server-only";
import { loadModule, parseSync, type ScanToken, scanSync } from "libpg-query";

/** One statement of a longer text. `offset` is where it begins, in code points, as PostgreSQL counts positions. */
export interface SqlStatement {
  text: string;
  offset: number;
}

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
 * Splits SQL into statements with PostgreSQL's own parser. Where it cannot parse, semicolons outside brackets part the
 * statements, as in psql, so that those before the mistake still run; where not even words can be told apart, the text
 * stays whole and the server is the one to say what is wrong.
 */
export async function splitStatements(sql: string): Promise<SqlStatement[]> {
  if (sql.trim() === "") return [];
  await loadParser();
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
  let tokens: ScanToken[];
  try {
    tokens = scanSync(sql).tokens;
  } catch {
    return null;
  }
  return rangesBetweenSemicolons(
    tokens.filter((token) => !token.tokenName.endsWith("COMMENT")),
    length,
  );
}

function rangesBetweenSemicolons(tokens: ScanToken[], length: number): ByteRange[] {
  const ranges: ByteRange[] = [];
  let start: number | null = null;
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth = Math.max(0, depth - 1);
    if (token.text === ";" && depth === 0) {
      if (start !== null) ranges.push({ start, end: token.start });
      start = null;
    } else {
      start ??= token.start;
    }
  }
  if (start !== null) ranges.push({ start, end: length });
  return ranges;
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
