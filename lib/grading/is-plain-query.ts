import "server-only";
import { splitStatements } from "@/lib/database-client/split-statements";
import { parseStatements } from "./parse-tree";

/** Whether a text is one SELECT, VALUES or TABLE, so that a transaction can be put around it. What it calls may write all the same. */
export async function isPlainQuery(sql: string): Promise<boolean> {
  const [first, ...others] = (await parseStatements(sql)) ?? [];
  if (first?.name !== "SelectStmt" || others.length > 0) return false;
  // The console has to see one statement in it too.
  return (await splitStatements(sql)).length === 1;
}
