import "server-only";

/** A stretch of a longer text. `offset` is where it begins, in code points. */
interface Segment {
  text: string;
  offset: number;
  isMeta?: true;
}

/** A text of thousands of lines with a backslash would be looked at from its beginning for each of them. */
const maxLooks = 200;

/**
 * Takes out the lines that are psql's commands: those that begin with a backslash where a statement could begin. Inside
 * quotes, comments and statements a backslash is SQL's.
 */
export function splitMetaCommands(sql: string, isBetweenStatements: (sqlBefore: string) => boolean): Segment[] {
  if (!/^[^\S\n]*\\/m.test(sql)) return [{ text: sql, offset: 0 }];
  const segments: Segment[] = [];
  let pending: Segment = { text: "", offset: 0 };
  let offset = 0;
  let looks = 0;
  for (const line of sql.split(/(?<=\n)/)) {
    const length = countCodePoints(Buffer.from(line));
    if (/^\s*\\/.test(line) && looks < maxLooks && isBetween(pending.text)) {
      const leading = line.length - line.trimStart().length;
      segments.push(pending, { text: line.trim(), offset: offset + leading, isMeta: true });
      pending = { text: "", offset: offset + length };
    } else {
      pending.text += line;
    }
    offset += length;
  }
  return [...segments, pending].filter(({ text }) => text !== "");

  function isBetween(text: string): boolean {
    if (text.trim() === "") return true;
    looks++;
    return isBetweenStatements(text);
  }
}

/** In UTF-8, every byte that is not a continuation byte begins a code point. */
export function countCodePoints(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}
