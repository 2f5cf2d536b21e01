import * as z from "zod";
import { consoleNameSchema, errorResultSchema } from "./query";

/** What one step of a plan read and wrote, in blocks of 8 kB, its children's included. */
const planBuffersSchema = z.object({
  hit: z.number(),
  read: z.number(),
  dirtied: z.number(),
  written: z.number(),
  tempRead: z.number(),
  tempWritten: z.number(),
});

/** What a step was seen to do, each time that it ran. */
const planActualSchema = z.object({
  startupMs: z.number(),
  totalMs: z.number(),
  rows: z.number(),
  /** How often it ran; the other figures are the mean of one time. */
  loops: z.number(),
});

/** One step of a plan, in PostgreSQL's own words. */
export interface PlanNode {
  /** "Seq Scan", "Hash Join". */
  nodeType: string;
  /** "Left", "Anti"; of joins. */
  joinType: string | null;
  /** "Hashed", "Sorted"; of aggregates and set operations. */
  strategy: string | null;
  /** The table, function, CTE or index that it reads. */
  relation: string | null;
  alias: string | null;
  index: string | null;
  /** "InitPlan 1", "SubPlan 2", "CTE tree": what stands apart from the flow of rows. */
  subplan: string | null;
  startupCost: number;
  totalCost: number;
  estimatedRows: number;
  rowBytes: number;
  /** Null where it was not run; a step that was never needed has 0 loops. */
  actual: z.infer<typeof planActualSchema> | null;
  buffers: z.infer<typeof planBuffersSchema> | null;
  /** Conditions, keys, and whatever else PostgreSQL says of it: "Filter", "Sort Key". */
  details: { label: string; text: string }[];
  children: PlanNode[];
}

export const planNodeSchema: z.ZodType<PlanNode> = z.object({
  nodeType: z.string(),
  joinType: z.string().nullable(),
  strategy: z.string().nullable(),
  relation: z.string().nullable(),
  alias: z.string().nullable(),
  index: z.string().nullable(),
  subplan: z.string().nullable(),
  startupCost: z.number(),
  totalCost: z.number(),
  estimatedRows: z.number(),
  rowBytes: z.number(),
  actual: planActualSchema.nullable(),
  buffers: planBuffersSchema.nullable(),
  details: z.array(z.object({ label: z.string(), text: z.string() })),
  get children() {
    return z.array(planNodeSchema);
  },
});

export const planSchema = z.object({
  root: planNodeSchema,
  planningMs: z.number().nullable(),
  executionMs: z.number().nullable(),
  triggers: z.array(z.object({ name: z.string(), relation: z.string(), ms: z.number(), calls: z.number() })),
});
export type Plan = z.infer<typeof planSchema>;

export const explainBodySchema = z.object({
  /** One statement. */
  sql: z.string(),
  console: consoleNameSchema.default("main"),
  /** False shows the plan alone, without running the statement. */
  analyze: z.boolean().default(true),
  /** "tree" gives the plan, "text" PostgreSQL's own text of it, for which the statement runs again. */
  format: z.enum(["tree", "text"]).default("tree"),
});
export type ExplainBody = z.infer<typeof explainBodySchema>;

/** A plan, its text, or why there is neither; the others are null. What the statement changed was rolled back. */
export const explanationSchema = z.object({
  plan: planSchema.nullable(),
  text: z.string().nullable(),
  error: errorResultSchema.nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;
