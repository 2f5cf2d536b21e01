import type { RanStatement } from "@/lib/schemas/statement-history";

/** Those whose text, tag or error holds every word that is looked for, whatever its case. */
export function findStatements(statements: RanStatement[], wanted: string): RanStatement[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return statements;
  return statements.filter(({ statement, message }) => {
    const text = `${statement}\n${message}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
