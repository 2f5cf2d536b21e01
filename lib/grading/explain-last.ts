import "server-only";
import type { Console } from "@/lib/database-client/console";
import { splitStatements } from "@/lib/database-client/split-statements";
import type { Plan } from "@/lib/schemas/plan";
import { parseStatements } from "./parse-tree";
import { readPlan } from "./read-plan";
import { errorOf, type GradeLimits } from "./run-sql";

interface ExplainLastOptions {
  console: Console;
  sql: string;
  limits: GradeLimits;
}

/** What EXPLAIN takes and a plan says something about. */
const explained = new Set(["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"]);

/** The plan of the last statement that has one. What stands before it runs first, as it may make what that one needs. */
export async function explainLast({ console, sql, limits }: ExplainLastOptions): Promise<Plan | null> {
  const statements = (await splitStatements(sql)).map(({ text }) => text);
  const names = await Promise.all(statements.map(nameOf));
  const at = names.findLastIndex((name) => explained.has(name));
  const last = statements[at];
  if (last === undefined) return null;
  for (const before of statements.slice(0, at)) if (errorOf(await console.run(before, limits))) return null;
  return readPlan(console, last, limits);
}

async function nameOf(statement: string): Promise<string> {
  return (await parseStatements(statement))?.[0]?.name ?? "";
}
