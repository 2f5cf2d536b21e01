import * as z from "zod";
import { consoleNameSchema } from "@/lib/schemas/query";

/** One statement that a student ran, as `GET /api/exercise-sessions/:id/history` gives it. */
export const ranStatementSchema = z.object({
  id: z.string(),
  console: consoleNameSchema,
  /** A very long one is cut, and says so at its end. */
  statement: z.string(),
  outcome: z.enum(["ok", "sql", "timeout", "cancelled", "limit", "connection"]),
  /** PostgreSQL's tag, or its error message. */
  message: z.string(),
  durationMs: z.number(),
  /** ISO 8601, UTC. */
  at: z.string(),
});
export type RanStatement = z.infer<typeof ranStatementSchema>;

/** A database of the student's that is gone, and not because they ended it. */
export interface EarlierSession {
  id: string;
  /** Unused for too long; lost with its container; ended by a teacher or an administrator. */
  reason: "retention" | "lost" | "teacher" | "admin";
  /** ISO 8601, UTC. */
  endedAt: string;
  /** After so many days without use a database ends. */
  retentionDays: number;
}
