import "server-only";
import { parseSync } from "libpg-query";
import { z } from "zod";
import { withoutRemarks } from "./lex-statements";
import { loadParser } from "./parse-sql";
import { type SqlStatement, splitStatements } from "./split-statements";

/** What an export takes, or why not, in words for the person. `parsed` is false where only the server can say what is wrong. */
export type Exportable =
  | { kind: "statement"; statement: SqlStatement; parsed: boolean }
  | { kind: "refused"; message: string };

const oneQuery = "An export takes one SELECT, VALUES or TABLE.";

const treeSchema = z.object({ stmts: z.tuple([z.object({ stmt: z.record(z.string(), z.unknown()) })]) });

/** The parser's time grows faster than the text, and everybody's requests wait while it runs: a fifth of a second for this. */
const maxParsedBytes = 64 * 1024;

/** The parse tree's names of what changes data, and of SELECT INTO. */
const changes = /"(InsertStmt|UpdateStmt|DeleteStmt|MergeStmt|intoClause)":/;

/** Whether SQL is one statement that gives rows and, by its own words, changes nothing. */
export async function exportableStatement(sql: string): Promise<Exportable> {
  const [statement, ...others] = await splitStatements(sql);
  if (!statement) return { kind: "refused", message: oneQuery };
  if (others.length > 0 || statement.isMeta)
    return { kind: "refused", message: `${oneQuery} Select it, and export again.` };
  if (Buffer.byteLength(statement.text) > maxParsedBytes)
    return { kind: "refused", message: "A statement for an export may have 64 kB." };
  const verdict = await judge(statement.text);
  if (verdict === "query" || verdict === "unknown")
    return { kind: "statement", statement, parsed: verdict === "query" };
  const advice = verdict === "changes" ? " This one changes data: run it first, then export what it left." : "";
  return { kind: "refused", message: `${oneQuery}${advice}` };
}

/** Unknown: the parser has no tree of it, or one too deep to look through. Then the server words the error. */
async function judge(sql: string): Promise<"query" | "changes" | "other" | "unknown"> {
  await loadParser();
  try {
    const select = treeSchema.parse(parseSync(withoutRemarks(sql))).stmts[0].stmt.SelectStmt;
    if (select === undefined) return "other";
    return changes.test(JSON.stringify(select)) ? "changes" : "query";
  } catch {
    return "unknown";
  }
}
