import "server-only";
import { withoutRemarks } from "@/lib/database-client/lex-statements";
import { maxParsedBytes, parseSql } from "@/lib/database-client/parse-sql";

/** One node of PostgreSQL's parse tree: its name, such as "SelectStmt", and what is in it. */
export interface ParseNode {
  name: string;
  fields: Record<string, unknown>;
}

/** The statements of a text as PostgreSQL's parser sees them; null where it cannot parse the text, or is not given it. */
export async function parseStatements(sql: string): Promise<ParseNode[] | null> {
  const parsed = await parseSql(withoutRemarks(sql));
  return parsed?.flatMap(({ stmt }) => nodesOf(stmt)) ?? null;
}

/** Whether a text is too long for `parseStatements`, its remarks left out; and how long it may be, in words. */
export function isTooLongToParse(sql: string): boolean {
  return Buffer.byteLength(withoutRemarks(sql)) > maxParsedBytes;
}

export const longestParsedWords = `${maxParsedBytes / 1024} kB`;

/** The nodes in a value of the tree: `{ SelectStmt: {…} }`, or a list of such. */
export function nodesOf(value: unknown): ParseNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (!isFields(value)) return [];
  const entries = Object.entries(value);
  return entries.flatMap(([name, fields]) => (/^[A-Z]/.test(name) && isFields(fields) ? [{ name, fields }] : []));
}

/**
 * Visits a node and everything below it. Nodes whose name the tree leaves out are called by their field. A sum of thousands
 * of terms is as deep as it is long, so nothing here calls itself for it.
 */
export function visit(node: ParseNode, visitor: (node: ParseNode) => void): void {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    visitor(next);
    for (const [field, value] of Object.entries(next.fields))
      for (const child of childrenIn(field, value)) waiting.push(child);
  }
}

function childrenIn(field: string, value: unknown): ParseNode[] {
  if (Array.isArray(value)) return value.flatMap((item) => childrenIn(field, item));
  if (!isFields(value)) return [];
  const named = nodesOf(value);
  return named.length > 0 ? named : [{ name: field, fields: value }];
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
