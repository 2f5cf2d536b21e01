import * as z from "zod";
import { lineSchema, longTextSchema } from "./authoring-text";
import { consoleNameSchema } from "./query";

/** One statement that must succeed, or fail with the SQLSTATE that is named. */
export const probeSchema = z.strictObject({
  sql: lineSchema,
  /** The role that runs it; the student where it is left out. */
  role: longTextSchema.min(1).optional(),
  sqlState: longTextSchema.length(5).optional(),
  /** For transactions: the console that runs it, "second" where it is left out. */
  console: consoleNameSchema.optional(),
  /** For transactions: before the answer's first statement, just before its last COMMIT or ROLLBACK, or after all of it. */
  when: z.enum(["start", "open", "end"]).optional(),
  /** For transactions: whether it has to wait until the answer goes on. */
  waits: z.boolean().optional(),
});
export type Probe = z.infer<typeof probeSchema>;

/** How an answer is compared with the reference. What is left out has the default of the grading. For teachers alone. */
export const checkRulesSchema = z.strictObject({
  order: z.enum(["none", "by-key", "exact"]).optional(),
  columnNames: z.enum(["ignore", "note", "require"]).optional(),
  strictTypes: z.boolean().optional(),
  decimals: z.int().min(0).max(20).optional(),
  volatileColumns: z.array(longTextSchema.min(1)).optional(),
  mustUse: z.array(longTextSchema.min(1)).optional(),
  mustNotUse: z.array(longTextSchema.min(1)).optional(),
  probes: z.array(probeSchema).optional(),
  knownMistakes: z.array(z.strictObject({ sql: lineSchema, message: lineSchema })).optional(),
});
export type CheckRules = z.infer<typeof checkRulesSchema>;
