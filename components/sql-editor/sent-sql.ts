/** SQL as it was sent, and where it stood in the editor, so that an answer can point back at it. */
export interface SentSql {
  sql: string;
  /** In UTF-16 units, as the editor counts. */
  offset: number;
  /** The line of the editor, from 1, on which it began. */
  firstLine: number;
}

interface EditorText {
  text: string;
  from: number;
  to: number;
}

/** What "Run" means: the selection where it holds more than white space, otherwise everything. */
export function sqlToSend({ text, from, to }: EditorText): SentSql {
  const selected = text.slice(from, to);
  if (selected.trim() === "") return { sql: text, offset: 0, firstLine: 1 };
  return { sql: selected, offset: from, firstLine: text.slice(0, from).split("\n").length };
}

/** SQL that stands nowhere in the editor: an error in it is marked nowhere. */
export function asideSql(sql: string): SentSql {
  return { sql, offset: -1, firstLine: 1 };
}
