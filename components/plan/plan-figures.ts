import type { Plan, PlanNode } from "@/lib/schemas/plan";

/** One step of a plan as the page shows it: what it is called, and the figures that one looks for. */
export interface PlanStep {
  /** Where it stands: "0", "0.1". */
  id: string;
  node: PlanNode;
  title: string;
  /** What it reads: "loan as l using loan_member_id_idx". */
  subject: string | null;
  /** Time spent in this step alone, all its runs together; null where the plan was not run. */
  selfMs: number | null;
  /** Of the time of all, 0 to 1. */
  share: number;
  isSlowest: boolean;
  rows: { estimated: number; actual: number | null };
  /** How many times more or fewer rows came than PostgreSQL expected; null where it was near. */
  misjudged: { factor: number; direction: "more" | "fewer" } | null;
  children: PlanStep[];
}

/** From so many times off, an estimate is worth a look. */
const misjudgedFrom = 10;
/** The slowest of several steps that take no time is not worth a mark. */
const slowestShare = 0.2;

/** Turns a plan into steps, the slowest marked. */
export function planSteps({ root }: Plan): PlanStep {
  const wholeMs = totalMs(root);
  const step = toStep(root, "0", wholeMs ?? 0);
  const slowest = everyStep(step).reduce((one, other) => ((other.selfMs ?? 0) > (one.selfMs ?? 0) ? other : one));
  if (wholeMs !== null && slowest.share >= slowestShare) slowest.isSlowest = true;
  return step;
}

/** All steps, from above. */
export function everyStep(step: PlanStep): PlanStep[] {
  return [step, ...step.children.flatMap(everyStep)];
}

/** The tables that a plan reads or changes. */
export function planRelations(node: PlanNode): string[] {
  return [...new Set([...(node.relation ? [node.relation] : []), ...node.children.flatMap(planRelations)])];
}

function toStep(node: PlanNode, id: string, wholeMs: number): PlanStep {
  const mine = totalMs(node);
  // A subplan runs within its step, so its time is in the step's own as a child's is.
  const inside = node.children.reduce((sum, child) => sum + (totalMs(child) ?? 0), 0);
  const selfMs = mine === null ? null : Math.max(0, mine - inside);
  return {
    id,
    node,
    title: [node.strategy === null ? null : strategyWord(node), joinWord(node)].filter(Boolean).join(" "),
    subject: subjectOf(node),
    selfMs,
    share: selfMs === null || wholeMs <= 0 ? 0 : Math.min(1, selfMs / wholeMs),
    isSlowest: false,
    rows: { estimated: node.estimatedRows, actual: node.actual && node.actual.loops > 0 ? node.actual.rows : null },
    misjudged: misjudged(node),
    children: node.children.map((child, index) => toStep(child, `${id}.${index}`, wholeMs)),
  };
}

function totalMs({ actual }: PlanNode): number | null {
  return actual && actual.totalMs * actual.loops;
}

/** PostgreSQL's text says HashAggregate for an Aggregate whose strategy is Hashed, and nothing of Plain. */
function strategyWord({ nodeType, strategy }: PlanNode): string | null {
  if (nodeType === "Aggregate" && strategy === "Sorted") return "Group";
  return strategy === "Hashed" ? "Hash" : strategy === "Mixed" ? "Mixed" : null;
}

/** "Hash Left Join", as PostgreSQL's text has it. */
function joinWord({ nodeType, joinType }: PlanNode): string {
  if (!joinType || joinType === "Inner") return nodeType;
  return nodeType === "Nested Loop" ? `Nested Loop ${joinType} Join` : nodeType.replace("Join", `${joinType} Join`);
}

function subjectOf({ relation, alias, index }: PlanNode): string | null {
  const table = relation === null ? null : alias === null || alias === relation ? relation : `${relation} as ${alias}`;
  const words = [table, index === null ? null : `using ${index}`].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(" ");
}

function misjudged({ estimatedRows, actual }: PlanNode): PlanStep["misjudged"] {
  if (!actual || actual.loops === 0) return null;
  const [estimated, seen] = [Math.max(1, estimatedRows), Math.max(1, actual.rows)];
  const factor = Math.max(seen / estimated, estimated / seen);
  return factor < misjudgedFrom ? null : { factor, direction: seen > estimated ? "more" : "fewer" };
}
