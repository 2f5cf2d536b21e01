import "server-only";
import { z } from "zod";
import { exerciseKindSchema } from "@/lib/schemas/exercise";

const titleSchema = z.string().trim().min(1).max(120);
const sqlSchema = z.string().trim().min(1);

/** One statement that must succeed, or fail with the SQLSTATE that is named. */
const probeSchema = z.strictObject({
  sql: sqlSchema,
  role: z.string().min(1).optional(),
  sqlState: z.string().length(5).optional(),
});

/** How an answer is compared with the reference. What is left out has the default of the grading. */
const checkRulesSchema = z.strictObject({
  order: z.enum(["none", "by-key", "exact"]).optional(),
  columnNames: z.enum(["ignore", "note", "require"]).optional(),
  strictTypes: z.boolean().optional(),
  decimals: z.int().min(0).max(20).optional(),
  volatileColumns: z.array(z.string().min(1)).optional(),
  mustUse: z.array(z.string().min(1)).optional(),
  mustNotUse: z.array(z.string().min(1)).optional(),
  probes: z.array(probeSchema).optional(),
  knownMistakes: z.array(z.strictObject({ sql: sqlSchema, message: z.string().trim().min(1) })).optional(),
});
export type CheckRules = z.infer<typeof checkRulesSchema>;

/** database.yaml. */
export const databaseFileSchema = z.strictObject({ title: titleSchema });

/** What stands between the two lines of dashes at the head of an exercise. */
export const exerciseHeadSchema = z.strictObject({
  title: titleSchema,
  database: z.string().min(1),
  kind: exerciseKindSchema,
  topic: z.string().trim().min(1).max(60).optional(),
  difficulty: z.int().min(1).max(5).optional(),
  position: z.int().min(1),
  starterSql: sqlSchema.optional(),
  solutionSql: sqlSchema,
  check: checkRulesSchema.default({}),
  published: z.boolean().default(false),
});
