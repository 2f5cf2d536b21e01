import "server-only";

/** The words that statements about transactions begin with; in PostgreSQL's grammar none of them begins anything else. */
const keywords = ["ABORT", "BEGIN", "COMMIT", "END", "RELEASE", "ROLLBACK", "SAVEPOINT", "START"];

/**
 * The word by which a statement begins, ends or parts a transaction; null for every other statement. It looks past what
 * PostgreSQL's scanner passes over, whatever the settings: white space, comments, and semicolons without a statement.
 */
export function transactionKeyword(sql: string): string | null {
  let rest = sql;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = withoutComment(rest.replace(/^[\s;]+/, ""));
  }
  const word = /^[a-z_0-9$\u0080-\uffff]+/i.exec(rest)?.[0].toUpperCase();
  return word !== undefined && keywords.includes(word) ? word : null;
}

/** Comments between /* and its end may hold others of the kind. */
function withoutComment(text: string): string {
  if (text.startsWith("--")) return text.replace(/^--[^\r\n]*/, "");
  if (!text.startsWith("/*")) return text;
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/\/\*|\*\//g)) {
    depth += mark === "/*" ? 1 : -1;
    if (depth === 0) return text.slice(index + 2);
  }
  return "";
}
