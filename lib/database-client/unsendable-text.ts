import "server-only";
import type { ErrorResult } from "@/lib/schemas/query";
import type { SqlStatement } from "./lex-statements";

/** Half a surrogate pair, which is no character; or a NUL, which would cut the text short on its way to PostgreSQL. */
const unsendable = /[\0\p{Surrogate}]/u;

/** The first character of a text that cannot be sent to PostgreSQL, if it has one. */
export function findUnsendable(text: string): { index: number; bytes: number[] } | null {
  const found = unsendable.exec(text);
  if (!found) return null;
  const unit = text.charCodeAt(found.index);
  const bytes = unit === 0 ? [0] : [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
  return { index: found.index, bytes };
}

/** PostgreSQL's own words for such a text, as other clients hear them. */
export function unsendableResult({ text, offset }: SqlStatement): ErrorResult {
  const { index, bytes } = findUnsendable(text) ?? { index: 0, bytes: [] };
  const shown = bytes.map((byte) => `0x${byte.toString(16).padStart(2, "0")}`).join(" ");
  return {
    kind: "error",
    statement: text,
    reason: "sql",
    sqlState: "22021",
    message: `invalid byte sequence for encoding "UTF8": ${shown}`,
    position: offset + Array.from(text.slice(0, index)).length + 1,
    durationMs: 0,
    notices: [],
  };
}
