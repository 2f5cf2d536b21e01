import * as z from "zod";
import { consoleNameSchema } from "@/lib/schemas/query";

/** Who stands in the way: one of the two consoles, or another client of the student's, psql for one. */
const blockerSchema = z.enum([...consoleNameSchema.options, "other"]);
export type Blocker = z.infer<typeof blockerSchema>;

const lockWaitSchema = z.object({
  blockers: z.array(blockerSchema),
  waitedMs: z.number(),
  /** These two in PostgreSQL's own words: "transactionid", "ShareLock". */
  lockType: z.string(),
  mode: z.string(),
  /** The table or another relation that it is about; null where PostgreSQL does not say, or it is not committed yet. */
  relation: z.string().nullable(),
  /** As PostgreSQL names a row: "(0,42)". */
  row: z.string().nullable(),
  /** The same row by its primary key, "id = 42"; null where it has none, it is long, or the student may not read it. */
  rowKey: z.string().nullable(),
  /** Of an advisory lock. */
  key: z.string().nullable(),
});
export type LockWait = z.infer<typeof lockWaitSchema>;

/** What one console is doing inside PostgreSQL. Times are those of the moment in which it was looked at. */
export const consoleActivitySchema = z.object({
  console: consoleNameSchema,
  /** PostgreSQL's process that serves it: what it says of a deadlock names this number. */
  pid: z.int(),
  /** "open" and "failed" are those of a transaction in which nothing runs. */
  state: z.enum(["idle", "active", "open", "failed"]),
  /** Something that was sent runs, or waits for its turn, whichever page or program sent it. */
  isRunning: z.boolean(),
  /** How the statement begins that runs in this moment; null where none does. */
  statement: z.string().nullable(),
  /** Since that statement began. */
  statementMs: z.number().nullable(),
  /** Since its transaction began; null where there is none. */
  transactionMs: z.number().nullable(),
  /** The locks that it holds on tables. */
  locks: z.array(z.object({ relation: z.string(), mode: z.string() })),
  /** Null where it waits for nobody. */
  wait: lockWaitSchema.nullable(),
});
/** The answer to `GET /api/exercise-sessions/:id/consoles` lists these: those that are open, and nobody else. */
export type ConsoleActivity = z.infer<typeof consoleActivitySchema>;
