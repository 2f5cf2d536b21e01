import * as z from "zod";

/** The most rows of one result that a page may ask for at once. */
export const maxRowsCeiling = 100_000;

export const consoleNameSchema = z.enum(["main", "second"]);
export type ConsoleName = z.infer<typeof consoleNameSchema>;

export const queryBodySchema = z.object({
  sql: z.string(),
  console: consoleNameSchema.default("main"),
  maxRows: z.int().min(1).max(maxRowsCeiling).optional(),
});
export type QueryBody = z.input<typeof queryBodySchema>;

export const sharedQueryBodySchema = queryBodySchema.omit({ console: true });

export const exportFormatSchema = z.enum(["csv", "json"]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const exportBodySchema = z.object({
  sql: z.string(),
  format: exportFormatSchema,
  console: consoleNameSchema.default("main"),
});
export type ExportBody = z.input<typeof exportBodySchema>;

export const cancelBodySchema = z.object({ console: consoleNameSchema.default("main") });

export const noticeSchema = z.object({
  severity: z.string(),
  sqlState: z.string(),
  message: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

const rowsResultSchema = z.object({
  kind: z.literal("rows"),
  statement: z.string(),
  /** PostgreSQL's tag: "SELECT 12", "INSERT 0 3". */
  command: z.string(),
  /** Types as PostgreSQL prints them: "numeric(10,2)", "text[]". */
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  /** PostgreSQL's own text, exactly as psql shows it; null is SQL's NULL. */
  rows: z.array(z.array(z.string().nullable())),
  rowCount: z.int(),
  truncated: z.boolean(),
  durationMs: z.number(),
  notices: z.array(noticeSchema),
});
export type RowsResult = z.infer<typeof rowsResultSchema>;

const commandResultSchema = z.object({
  kind: z.literal("command"),
  statement: z.string(),
  command: z.string(),
  rowCount: z.int().nullable(),
  durationMs: z.number(),
  notices: z.array(noticeSchema),
});
export type CommandResult = z.infer<typeof commandResultSchema>;

export const errorResultSchema = z.object({
  kind: z.literal("error"),
  statement: z.string(),
  reason: z.enum(["sql", "timeout", "cancelled", "limit", "connection"]),
  sqlState: z.string().nullable(),
  message: z.string(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  /** 1-based, in characters (code points, as PostgreSQL counts) of the SQL that was sent. */
  position: z.int().optional(),
  durationMs: z.number(),
  notices: z.array(noticeSchema),
});
export type ErrorResult = z.infer<typeof errorResultSchema>;

export const statementResultSchema = z.discriminatedUnion("kind", [
  rowsResultSchema,
  commandResultSchema,
  errorResultSchema,
]);
export type StatementResult = z.infer<typeof statementResultSchema>;

export const transactionStateSchema = z.enum(["idle", "open", "failed"]);
export type TransactionState = z.infer<typeof transactionStateSchema>;

/** The answer to a query. Several statements give several results; the first error is the last result. */
export const queryResponseSchema = z.object({
  results: z.array(statementResultSchema),
  durationMs: z.number(),
  transaction: transactionStateSchema,
});
export type QueryResponse = z.infer<typeof queryResponseSchema>;
