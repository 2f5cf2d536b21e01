import "server-only";
import { loadModule, parseSync } from "libpg-query";
import { findUnsendable } from "./unsendable-text";

type RawStatements = NonNullable<ReturnType<typeof parseSync>["stmts"]>;

/** The parser's time grows faster than the text, and everybody's requests wait while it runs. */
export const maxParsedBytes = 16 * 1024;
/** PostgreSQL's scanner looks at a text of nested comments again from each of them on. */
const maxParsedComments = 100;

let loading: Promise<void> | null = null;

/** Loads PostgreSQL's parser once. A failed load is tried again by the next caller. */
export function loadParser(): Promise<void> {
  loading ??= loadModule().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** What PostgreSQL's own parser makes of a text. Null where it cannot parse it, or would take too long for everybody else. */
export async function parseSql(sql: string): Promise<RawStatements | null> {
  if (!isForParser(sql)) return null;
  await loadParser();
  try {
    return parseSync(sql).stmts ?? [];
  } catch {
    // A text that is no SQL is what a student may send; the server words the error.
    return null;
  }
}

/** The parser reads no further than a NUL, and half a character comes back as another one: such a text stays as it is. */
function isForParser(sql: string): boolean {
  if (Buffer.byteLength(sql) > maxParsedBytes || findUnsendable(sql)) return false;
  return sql.split("/*", maxParsedComments + 1).length <= maxParsedComments;
}
