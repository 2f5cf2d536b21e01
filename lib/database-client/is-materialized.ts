import "server-only";
import { tokensIn } from "./lex-statements";

/** What these do is done, and their rows are kept, before PostgreSQL gives the first of them. */
const verbs = ["INSERT", "UPDATE", "DELETE", "MERGE", "FETCH", "EXECUTE"];

/**
 * Whether all rows of a statement are made before the first one is given, so that to count them costs nothing: a SELECT would
 * run on for it. In doubt it is taken for a SELECT. Pure.
 */
export function isMaterialized(sql: string): boolean {
  const [first] = tokensIn(sql);
  if (first?.toUpperCase() === "WITH") return verbs.includes(verbAfterWith(sql));
  return verbs.includes(first?.toUpperCase() ?? "");
}

/** The word that follows the bracket of the last query of WITH; a query's own name stands elsewhere. */
function verbAfterWith(sql: string): string {
  let depth = 0;
  let before = "";
  for (const token of tokensIn(sql)) {
    if (depth === 0 && before === ")" && /^[a-z]+$/i.test(token) && !/^(as|search|cycle)$/i.test(token)) {
      return token.toUpperCase();
    }
    if (token === "(") depth++;
    if (token === ")") depth--;
    before = token;
  }
  return "";
}
