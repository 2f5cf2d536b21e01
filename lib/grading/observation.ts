import "server-only";
import type { ConsoleName, ErrorResult, QueryResponse } from "@/lib/schemas/query";
import type { ResultColumn, ResultTable, Row } from "./comparison-columns";

/** Everything that was seen of one run on one set of rows. What the kind of exercise does not ask for is empty. */
export interface Observation {
  response: QueryResponse;
  /** The first error of the run; it ended it. */
  error: ErrorResult | null;
  /** The last result with rows. */
  result: ResultTable | null;
  isTruncated: boolean;
  /** The run ended within a transaction, whose changes were rolled back. */
  isUncommitted: boolean;
  tables: TableState[];
  catalogue: CatalogueFact[];
  probes: ProbeOutcome[];
  steps: StepOutcome[];
  plans: PlanShape[];
}

/** What is in one table. */
export interface TableState {
  /** With its schema where that is not public. */
  name: string;
  columns: ResultColumn[];
  /** The places of the primary key's columns. */
  keys: number[];
  count: number;
  /** Equal for equal rows, in whatever order. */
  checksum: string;
  /** Null where nobody has changed them, or where they are too many to show. */
  rows: Row[] | null;
}

/** One thing that a schema says: a column, a key, a check. */
export interface CatalogueFact {
  /** "table loan", "type mood". */
  object: string;
  what: "object" | "column" | "key" | "unique" | "foreign key" | "check" | "exclusion";
  /** The column's; constraints may have any name. */
  name: string;
  definition: string;
}

/** How a probe went. */
export interface ProbeOutcome {
  /** Null: it succeeded. */
  sqlState: string | null;
  message: string | null;
  result: ResultTable | null;
  /** For transactions: it waited for the answer. */
  waited: boolean;
}

/** How one statement of a schedule over two consoles went. */
export interface StepOutcome {
  console: ConsoleName;
  statement: string;
  waited: boolean;
  sqlState: string | null;
  message: string | null;
  /** The place of the probe that it is, or null where it belongs to the answer. */
  probe: number | null;
  result: ResultTable | null;
}

/** The shape of a plan: what it is made of, and how many pages it touched. Never how long it took. */
export interface PlanShape {
  nodes: { type: string; relation: string | null; index: string | null }[];
  buffers: number;
}
