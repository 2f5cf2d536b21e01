import "server-only";
import { z } from "zod";
import { checkRulesSchema } from "@/lib/schemas/check-rules";
import { exerciseKindSchema } from "@/lib/schemas/exercise";

const titleSchema = z.string().trim().min(1).max(120);
const sqlSchema = z.string().trim().min(1);

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
  /** A few words on the solution, for those who have found one. */
  why: z.string().trim().min(1).optional(),
  /** They open one by one, after attempts. */
  hints: z.array(z.string().trim().min(1)).max(10).default([]),
  check: checkRulesSchema.default({}),
  published: z.boolean().default(false),
});
