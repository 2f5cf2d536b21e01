import type { PlanStep } from "@/components/plan/plan-figures";
import type { PlanNode } from "@/lib/schemas/plan";

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** What a kind of step does, in a sentence; PostgreSQL's own name stands beside it. */
const explanations: Record<string, string> = {
  "Seq Scan": "Reads the whole table, row by row.",
  "Index Scan": "Finds rows through an index, then fetches them from the table.",
  "Index Only Scan": "Finds everything it needs in the index itself.",
  "Bitmap Heap Scan": "Fetches the pages that the bitmap below names, in their order.",
  "Bitmap Index Scan": "Notes in a bitmap which pages have matching rows.",
  "Nested Loop": "Runs the lower step anew for each row of the upper one.",
  "Hash Join": "Puts one side into a hash table, and looks up each row of the other side in it.",
  "Merge Join": "Goes through both sides side by side, in the same order.",
  Hash: "Puts rows into a hash table.",
  Sort: "Puts all rows in order.",
  "Incremental Sort": "Sorts within rows that are in order by their first columns already.",
  Aggregate: "Makes one row of many: counts, sums, groups.",
  WindowAgg: "Computes window functions.",
  Limit: "Stops after so many rows.",
  Materialize: "Keeps rows, to read them again.",
  Memoize: "Remembers answers for keys that come again.",
  "CTE Scan": "Reads what WITH has computed.",
  "Subquery Scan": "Reads a subquery's rows.",
  "Function Scan": "Reads the rows of a function.",
  "Values Scan": "Reads the rows of VALUES.",
  "Recursive Union": "Repeats the second step until it finds nothing new.",
  "WorkTable Scan": "Reads the rows that the last repetition found.",
  Append: "Puts the rows of its steps one after another.",
  Unique: "Leaves out rows that are the same as the one before.",
  SetOp: "Compares two sides: INTERSECT or EXCEPT.",
  Gather: "Collects rows from parallel workers.",
  Result: "Computes a row without reading a table.",
  LockRows: "Locks the rows that it passes on.",
  Insert: "Inserts rows.",
  Update: "Changes rows.",
  Delete: "Deletes rows.",
  Merge: "Inserts, changes or deletes rows.",
};

export function explainStep({ nodeType }: PlanNode): string | null {
  return explanations[nodeType] ?? null;
}

export function formatRows(rows: number): string {
  return numbers.format(rows);
}

/** "expected 12, came 3,040", and how often where it was not once. */
export function rowWords({ rows, node }: PlanStep): string {
  if (node.actual === null) return `${formatRows(rows.estimated)} expected`;
  if (node.actual.loops === 0) return "never needed";
  const times = node.actual.loops === 1 ? "" : `, ${formatRows(node.actual.loops)} times`;
  return `${formatRows(rows.estimated)} expected, ${formatRows(node.actual.rows)} came${times}`;
}

export function misjudgedWords({ misjudged }: PlanStep): string | null {
  if (misjudged === null) return null;
  return `${formatRows(Math.round(misjudged.factor))} times ${misjudged.direction} than expected`;
}

/** Blocks of 8 kB; null where nothing was touched. */
export function bufferWords({ buffers }: PlanNode): string | null {
  if (buffers === null) return null;
  const parts = [
    buffers.hit > 0 ? `${formatRows(buffers.hit)} from memory` : null,
    buffers.read > 0 ? `${formatRows(buffers.read)} read` : null,
    buffers.dirtied > 0 ? `${formatRows(buffers.dirtied)} changed` : null,
    buffers.tempWritten > 0 ? `${formatRows(buffers.tempWritten)} spilled to disk` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join(", ")} (blocks of 8 kB)`;
}
