import type { RanStatement } from "@/lib/schemas/statement-history";

/** One script of all that worked and may have changed something, the oldest first; null where there is none. */
export function rebuildScript(newestFirst: Pick<RanStatement, "statement" | "outcome">[]): string | null {
  const statements = newestFirst
    .filter(({ statement, outcome }) => outcome === "ok" && !onlyReads(statement))
    .map(({ statement }) => withSemicolon(statement))
    .toReversed();
  return statements.length === 0 ? null : statements.join("\n\n");
}

const leadingComments = /^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)*/;

/** By its first word, as PostgreSQL's tag is "SELECT" for CREATE TABLE AS too. SELECT INTO makes a table. */
function onlyReads(statement: string): boolean {
  const text = statement.replace(leadingComments, "");
  if (/^select\b/i.test(text)) return !/\binto\b/i.test(text);
  return /^(table|values|show|explain)\b/i.test(text);
}

/** One of its own, so that the next statement begins after it. A comment at the end must not swallow it. */
export function withSemicolon(statement: string): string {
  const text = statement.trim();
  if (text.endsWith(";")) return text;
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  return lastLine.includes("--") ? `${text}\n;` : `${text};`;
}
