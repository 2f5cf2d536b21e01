import "server-only";
import { loadModule, parseSync } from "libpg-query";
import { lexStatements, type SqlStatement, trimmedEnd } from "./lex-statements";
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

export interface SplitOptions {
  /** standard_conforming_strings is off: a backslash escapes in every string. */
  backslashEscapes?: boolean;
}

/**
 * Splits SQL into statements with PostgreSQL's own parser. Where it cannot parse, or does not know how strings are meant,
 * semicolons outside quotes and brackets part the statements, as in psql, so that those before a mistake still run and the
 * server says what is wrong with the rest. A byte order mark at the beginning is left out, as psql leaves it out.
 */
export async function splitStatements(sql: string, options: SplitOptions = {}): Promise<SqlStatement[]> {
  if (!sql.startsWith("\ufeff")) return splitText(sql, options);
  return (await splitText(sql.slice(1), options)).map((one) => ({ ...one, offset: one.offset + 1 }));
}

async function splitText(sql: string, options: SplitOptions): Promise<SqlStatement[]> {
  if (options.backslashEscapes || !isForParser(sql)) return lexStatements(sql, options);
  await loadParser();
  const bytes = Buffer.from(sql, "utf8");
  const ranges = parsedRanges(sql, bytes.length);
  return ranges ? toStatements(bytes, ranges) : lexStatements(sql);
}

/** The parser reads no further than a NUL, and half a character comes back as another one: such a text stays as it is. */
function isForParser(sql: string): boolean {
  const hasMeta = /^[^\S\n]*\\/m.test(sql);
  if (hasMeta || findUnsendable(sql) || Buffer.byteLength(sql) > maxParsedBytes) return false;
  return sql.split("/*", maxParsedComments + 1).length <= maxParsedComments;
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

const semicolon = 0x3b;

function toStatements(bytes: Buffer, ranges: ByteRange[]): SqlStatement[] {
  let offset = 0;
  let reached = 0;
  const statements: SqlStatement[] = [];
  for (const { start, end } of ranges) {
    offset += countCodePoints(bytes.subarray(reached, start));
    reached = start;
    const piece = bytes.subarray(start, end).toString("utf8");
    const leading = /^[ \t\n\r\f\v]*/.exec(piece)?.[0].length ?? 0;
    const text = piece.slice(leading, trimmedEnd(piece));
    const sent = bytes[end] === semicolon ? `${piece.slice(leading)};` : text;
    if (text !== "") statements.push({ text, sent, offset: offset + leading });
  }
  return statements;
}

/** In UTF-8, every byte that is not a continuation byte begins a code point. */
function countCodePoints(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}
