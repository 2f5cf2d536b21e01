import * as z from "zod";

export const submitBodySchema = z.object({ sql: z.string() });

export const verdictSchema = z.enum(["correct", "incorrect", "error"]);
export type VerdictWord = z.infer<typeof verdictSchema>;

const rowSchema = z.array(z.string().nullable());
const columnSchema = z.object({ name: z.string(), type: z.string() });

/** A row that stands in for another: `cells` are the columns, from 0, in which they differ. */
const changedRowSchema = z.object({ expected: rowSchema, actual: rowSchema, cells: z.array(z.int()) });

/** What a page needs to show a difference of rows. Lists are cut; the counts are whole. Only of data that the student sees. */
export const rowDifferenceSchema = z.object({
  /** The table that they are in, where the state of a database was compared. */
  table: z.string().nullable(),
  columns: z.array(columnSchema),
  extra: z.array(rowSchema),
  extraCount: z.int(),
  missing: z.array(rowSchema),
  missingCount: z.int(),
  changed: z.array(changedRowSchema),
  changedCount: z.int(),
});
export type RowDifference = z.infer<typeof rowDifferenceSchema>;

/** PostgreSQL's own words. `position` counts code points from 1, in the SQL that was sent. */
const sqlErrorSchema = z.object({
  sqlState: z.string().nullable(),
  message: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  position: z.int().optional(),
});
export type SqlError = z.infer<typeof sqlErrorSchema>;

/** The rungs of the ladder of feedback: the first that is wrong is told. */
export const checkStepSchema = z.enum([
  "error",
  "columns",
  "extra",
  "missing",
  "changed",
  "duplicates",
  "order",
  "state",
  "catalogue",
  "probe",
  "schedule",
  "plan",
  "method",
]);
export type CheckStep = z.infer<typeof checkStepSchema>;

export const checkSchema = z.object({
  name: z.string(),
  passed: z.boolean(),
  /** About data that the student never sees: then it says the kind of case alone. */
  hidden: z.boolean(),
  message: z.string(),
  /** "answer" decides whether the answer is right, "method" how it was to be written; "remark" decides nothing. */
  group: z.enum(["answer", "method", "remark"]),
  /** Where it failed; null where it passed. */
  step: checkStepSchema.nullable(),
  error: sqlErrorSchema.nullable(),
  /** One for each result or table that differs. */
  differences: z.array(rowDifferenceSchema),
  /** From 1: the first row that stands elsewhere than it should. */
  firstDifferentRow: z.int().nullable(),
});
export type Check = z.infer<typeof checkSchema>;

export const submissionSchema = z.object({
  id: z.string(),
  exerciseId: z.string(),
  /** The version of the exercise that the verdict is about. */
  exerciseVersion: z.int(),
  sql: z.string(),
  verdict: verdictSchema,
  /** 0 to 100. */
  score: z.int(),
  checks: z.array(checkSchema),
  durationMs: z.number(),
  createdAt: z.string(),
  regradedAt: z.string().nullable(),
});
export type Submission = z.infer<typeof submissionSchema>;

/** What the publish gate found, one line for each rule. What only warns does not keep an exercise from being published. */
export const gateFindingSchema = z.object({
  rule: z.string(),
  outcome: z.enum(["passed", "failed", "warning"]),
  message: z.string(),
  error: sqlErrorSchema.nullable(),
});
export type GateFinding = z.infer<typeof gateFindingSchema>;

/** Why what students see would not be published now. */
export const gateFaultSchema = gateFindingSchema.pick({ rule: true, message: true });
export type GateFault = z.infer<typeof gateFaultSchema>;

export const gateReportSchema = z.object({ passed: z.boolean(), findings: z.array(gateFindingSchema) });
export type GateReport = z.infer<typeof gateReportSchema>;
