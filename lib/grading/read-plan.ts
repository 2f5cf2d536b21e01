import "server-only";
import { z } from "zod";
import type { Console } from "@/lib/database-client/console";
import type { PlanShape } from "./observation";
import { errorOf, type GradeLimits, lastTable } from "./run-sql";

const planSchema = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Shared Hit Blocks": z.number().default(0),
  "Shared Read Blocks": z.number().default(0),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;

const explainSchema = z.tuple([z.object({ Plan: planSchema })]);

/** How PostgreSQL runs a statement: its nodes, and the pages that they touched. Null where it cannot be explained. */
export async function readPlan(console: Console, sql: string, limits: GradeLimits): Promise<PlanShape | null> {
  const explain = `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ${sql}`;
  // EXPLAIN ANALYZE runs the statement, so that what it changes is taken back.
  await console.run("BEGIN", limits);
  const response = await console.run(explain, limits);
  await console.run("ROLLBACK", limits);
  if (errorOf(response)) return null;
  const text = lastTable(response)?.rows[0]?.[0];
  return text ? planShape(text) : null;
}

/** Reads EXPLAIN's JSON. */
export function planShape(json: string): PlanShape {
  const [{ Plan: root }] = explainSchema.parse(JSON.parse(json));
  const nodes = flatten(root).map((node) => ({
    type: node["Node Type"],
    relation: node["Relation Name"] ?? null,
    index: node["Index Name"] ?? null,
  }));
  // A node's pages include those of the nodes below it.
  return { nodes, buffers: root["Shared Hit Blocks"] + root["Shared Read Blocks"] };
}

function flatten(node: Plan): Plan[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
