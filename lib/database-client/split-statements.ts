import "server-only";
import { type LexOptions, lexStatements, type SqlStatement, trimmedEnd } from "./lex-statements";
import { parseSql } from "./parse-sql";

export type { SqlStatement };

/**
 * Splits SQL into statements with PostgreSQL's own parser. Where it cannot parse, or does not know how strings are meant,
 * semicolons outside quotes and brackets part the statements, as in psql, so that those before a mistake still run and the
 * server says what is wrong with the rest. A byte order mark at the beginning is left out, as psql leaves it out.
 */
export async function splitStatements(sql: string, options: LexOptions = {}): Promise<SqlStatement[]> {
  return [...(await readStatements(sql, options))];
}

/** The same, one after another: a statement may change how the strings of those after it are read. */
export async function readStatements(sql: string, options: LexOptions = {}): Promise<Iterable<SqlStatement>> {
  const begin = sql.startsWith("\ufeff") ? 1 : 0;
  const text = sql.slice(begin);
  const isParsed = !options.backslashEscapes?.() && !hasMeta(text);
  const parsed = isParsed ? await parseStatements(text) : null;
  if (!parsed) return lexStatements(sql, { ...options, start: { at: begin, offset: begin } });
  const statements = parsed.map((one) => ({ ...one, offset: one.offset + begin }));
  return options.backslashEscapes ? whileConforming(sql, statements, options) : statements;
}

/** The parser took strings for standard ones. From where they are none, psql's rules part the rest. */
function* whileConforming(sql: string, parsed: SqlStatement[], options: LexOptions): Generator<SqlStatement> {
  for (const statement of parsed) {
    if (options.backslashEscapes?.()) {
      const { offset } = statement;
      const at = Array.from(sql).slice(0, offset).join("").length;
      yield* lexStatements(sql, { ...options, start: { at, offset } });
      return;
    }
    yield statement;
  }
}

async function parseStatements(sql: string): Promise<SqlStatement[] | null> {
  const parsed = await parseSql(sql);
  if (!parsed) return null;
  const bytes = Buffer.from(sql, "utf8");
  const ranges = parsed.map(({ stmt_location: start = 0, stmt_len: length }) => ({
    start,
    end: length ? start + length : bytes.length,
  }));
  return toStatements(bytes, ranges);
}

/** No `^` with the flag m, which begins a line after each of a thousand carriage returns too, and looks through all of them. */
function hasMeta(sql: string): boolean {
  return /(?:^|\n)[ \t\r\f\v]*\\/.test(sql);
}

/** Byte offsets, because that is what the parser counts in. */
interface ByteRange {
  start: number;
  end: number;
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
