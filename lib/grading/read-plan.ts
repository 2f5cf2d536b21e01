import "server-only";
import type { Console } from "@/lib/database-client/console";
import { explainStatement } from "@/lib/database-client/explain-statement";
import type { Plan, PlanNode } from "@/lib/schemas/plan";
import type { PlanShape } from "./observation";
import type { GradeLimits } from "./run-sql";

/** How PostgreSQL runs a statement, which it does for it; what it changed is taken back. Null where it cannot be explained. */
export async function readPlan(console: Console, sql: string, limits: GradeLimits): Promise<Plan | null> {
  const request = { sql, analyze: true, format: "tree" as const, limits, onTurn: () => undefined };
  const { explanation } = await explainStatement(console, request);
  return explanation.plan;
}

/** What of a plan is compared. */
export function planShape({ root }: Plan): PlanShape {
  const nodes = flatten(root).map(({ nodeType: type, relation, index }) => ({ type, relation, index }));
  // A node's pages include those of the nodes below it.
  return { nodes, buffers: (root.buffers?.hit ?? 0) + (root.buffers?.read ?? 0) };
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...node.children.flatMap(flatten)];
}
