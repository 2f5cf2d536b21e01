import "server-only";
import { loadModule, parseSync } from "libpg-query";
import { withoutRemarks } from "@/lib/database-client/lex-statements";

/** One node of PostgreSQL's parse tree: its name, such as "SelectStmt", and what is in it. */
export interface ParseNode {
  name: string;
  fields: Record<string, unknown>;
}

let loading: Promise<void> | null = null;

/** The statements of a text as PostgreSQL's parser sees them; null where it cannot parse the text. */
export async function parseStatements(sql: string): Promise<ParseNode[] | null> {
  // A failed load is tried again by the next caller.
  loading ??= loadModule().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  await loading;
  try {
    const { stmts } = parseSync(withoutRemarks(sql));
    return (stmts ?? []).flatMap(({ stmt }) => nodesOf(stmt));
  } catch {
    // What is no SQL is what a student may send; the server words the error.
    return null;
  }
}

/** The nodes in a value of the tree: `{ SelectStmt: {…} }`, or a list of such. */
export function nodesOf(value: unknown): ParseNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (!isFields(value)) return [];
  const entries = Object.entries(value);
  return entries.flatMap(([name, fields]) => (/^[A-Z]/.test(name) && isFields(fields) ? [{ name, fields }] : []));
}

/** Visits a node and everything below it. Nodes whose name the tree leaves out are called by their field. */
export function visit(node: ParseNode, visitor: (node: ParseNode) => void): void {
  visitor(node);
  for (const [field, value] of Object.entries(node.fields)) visitValue(field, value, visitor);
}

function visitValue(field: string, value: unknown, visitor: (node: ParseNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visitValue(field, item, visitor);
    return;
  }
  if (!isFields(value)) return;
  const named = nodesOf(value);
  if (named.length > 0) for (const node of named) visit(node, visitor);
  else visit({ name: field, fields: value }, visitor);
}

/** The texts of a list of strings, such as a qualified name. */
export function namesIn(value: unknown): string[] {
  return nodesOf(value).flatMap(({ name, fields }) =>
    name === "String" && typeof fields.sval === "string" ? [fields.sval] : [],
  );
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
