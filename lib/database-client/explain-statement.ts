import "server-only";
import type { Explanation } from "@/lib/schemas/plan";
import type { ErrorResult, QueryResponse, StatementResult } from "@/lib/schemas/query";
import type { Console, RunLimits } from "./console";
import { readPlan } from "./read-plan";
import { splitStatements } from "./split-statements";

export interface ExplainRequest {
  sql: string;
  analyze: boolean;
  format: "tree" | "text";
  limits: RunLimits;
  /** Throws where nobody wants it run any more, before anything has run. */
  onTurn: () => void;
}

interface ExplainedStatement {
  text: string;
  /** Where it begins in the SQL that was sent, in code points. */
  offset: number;
}

/**
 * What the student is told, and what the history keeps: one statement, whatever was run around it, and without ANALYZE, so
 * that nothing is changed where it is taken into the editor and run.
 */
export interface ExplainOutcome {
  explanation: Explanation;
  response: QueryResponse;
}

/** More lines than any plan has. */
const mostLines = 10_000;

/**
 * Asks PostgreSQL for one statement's plan. To measure it the statement has to run; whatever it changes is taken back, also
 * within a transaction that the student has open.
 */
export async function explainStatement(console: Console, request: ExplainRequest): Promise<ExplainOutcome> {
  const statement = await findStatement(request.sql);
  if ("kind" in statement) return refused(statement);
  const opening = `EXPLAIN (${optionsOf(request)}) `;
  const response = await console.inTurn({ ...request.limits, maxRows: mostLines }, async (runIt) => {
    request.onTurn();
    const run = async (sql: string) => {
      const ran = await runIt(sql);
      console.keepNotifications(ran);
      return ran;
    };
    const { transaction } = await run("");
    const explain = () => run(`${opening}${statement.text}`);
    // In a failed transaction nothing runs, and PostgreSQL says so.
    if (transaction === "failed") return explain();
    const [begin, undo] = transaction === "idle" ? ["BEGIN", "ROLLBACK"] : [savepoint, undoSavepoint];
    const begun = await run(begin);
    if (begun.results.at(-1)?.kind === "error") return begun;
    const explained = await explain();
    let undone = await run(undo);
    // A cancel that came too late for the statement has stopped what undoes it.
    if (undone.results.at(-1)?.kind === "error") undone = await run(undo);
    return { ...explained, transaction: undone.transaction };
  });
  const [result] = response.results;
  if (!result) throw new Error("an EXPLAIN without a result");
  const placed = { ...placeInSent(result, { statement, opening }), statement: `EXPLAIN ${statement.text}` };
  return { explanation: explanationOf(placed, request.format), response: { ...response, results: [placed] } };
}

const savepoint = "SAVEPOINT carrel_explain";
const undoSavepoint = "ROLLBACK TO SAVEPOINT carrel_explain; RELEASE SAVEPOINT carrel_explain";

function optionsOf({ analyze, format }: Pick<ExplainRequest, "analyze" | "format">): string {
  const options = [analyze ? "ANALYZE, BUFFERS" : null, format === "tree" ? "FORMAT JSON" : null];
  return options.filter((option) => option !== null).join(", ") || "COSTS";
}

/** The one statement, without an EXPLAIN that the student wrote before it. */
async function findStatement(sql: string): Promise<ExplainedStatement | ErrorResult> {
  const [statement, ...others] = await splitStatements(sql);
  if (!statement || statement.isMeta) return notOne("There is no statement to explain.", sql);
  if (others.length > 0) return notOne("One statement can be explained at a time.", sql);
  const written = writtenExplain.exec(statement.text)?.[0] ?? "";
  return { text: statement.text.slice(written.length), offset: statement.offset + Array.from(written).length };
}

/** "EXPLAIN (SELECT 1)" has no options: its parenthesis is the statement's own. */
const writtenExplain =
  /^explain\s+(\(\s*(analy[sz]e|verbose|costs|settings|generic_plan|buffers|serialize|wal|timing|summary|memory|format)\b[^)]*\)\s*|(analy[sz]e|verbose)\s+)*/i;

function notOne(message: string, statement: string): ErrorResult {
  return { kind: "error", statement, reason: "sql", sqlState: null, message, durationMs: 0, notices: [] };
}

function refused(error: ErrorResult): ExplainOutcome {
  const response = { results: [], durationMs: 0, transaction: "idle" as const };
  return { explanation: { plan: null, text: null, error }, response };
}

/** A position within the EXPLAIN becomes one in the SQL that was sent. */
function placeInSent(
  result: StatementResult,
  { statement, opening }: { statement: ExplainedStatement; opening: string },
): StatementResult {
  if (result.kind !== "error" || result.position === undefined) return result;
  const { position, ...rest } = result;
  const inStatement = position - opening.length;
  return inStatement < 1 ? rest : { ...rest, position: inStatement + statement.offset };
}

function explanationOf(result: StatementResult, format: ExplainRequest["format"]): Explanation {
  const none = { plan: null, text: null, error: null };
  if (result.kind === "error") return { ...none, error: result };
  const lines = result.kind === "rows" ? result.rows.map(([line]) => line ?? "") : [];
  const text = lines.join("\n");
  return format === "tree" ? { ...none, plan: readPlan(text) } : { ...none, text };
}
