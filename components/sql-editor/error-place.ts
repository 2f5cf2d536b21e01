import type { SentSql } from "@/components/sql-editor/sent-sql";

export interface ErrorPlace {
  /** UTF-16 offsets in the SQL that was sent. */
  from: number;
  to: number;
  /** Line in the editor and column in it, both from 1, the column in characters. */
  line: number;
  column: number;
}

/** Where PostgreSQL points: its position is 1-based and counts code points, the editor counts UTF-16 units. */
export function findErrorPlace(sent: SentSql, position: number): ErrorPlace {
  const from = utf16Offset(sent.sql, position);
  const range = wordAt(sent.sql, from);
  const before = sent.sql.slice(0, range.from);
  const lineStart = before.lastIndexOf("\n") + 1;
  return {
    ...range,
    line: sent.firstLine + before.split("\n").length - 1,
    column: [...before.slice(lineStart)].length + 1,
  };
}

export function utf16Offset(sql: string, position: number): number {
  let offset = 0;
  for (let passed = 1; passed < position && offset < sql.length; passed++) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

const word = /[\p{L}\p{M}\p{N}_$.]+|"[^"\n]*"?|'[^'\n]*'?|[^\s]/uy;

/** The word that begins here. At the end of input, where there is none, the last sign that was typed. */
function wordAt(sql: string, from: number): { from: number; to: number } {
  word.lastIndex = from;
  const found = word.exec(sql);
  if (found !== null) return { from, to: from + found[0].length };
  const typed = sql.slice(0, from).trimEnd();
  const last = [...typed].at(-1) ?? "";
  return { from: typed.length - last.length, to: typed.length };
}
