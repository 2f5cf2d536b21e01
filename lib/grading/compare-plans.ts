import "server-only";
import type { CheckRules } from "@/lib/schemas/check-rules";
import { type Finding, right } from "./compare-results";
import { isConstruct } from "./judge-methods";
import type { PlanShape } from "./observation";

/** An answer may touch so many times the reference's pages, and a few more: tables are small, and caches differ. */
const pageFactor = 2;
const pageAllowance = 16;

/** "Seq Scan", "Index Scan on loan": whether a plan has such a node. */
export function hasNode({ nodes }: PlanShape, text: string): boolean {
  const [, type = "", relation] = /^(.*?)(?:\s+on\s+(\S+))?$/i.exec(text.trim()) ?? [];
  return nodes.some(
    (node) =>
      node.type.toLowerCase() === type.toLowerCase() &&
      (relation === undefined || node.relation?.toLowerCase() === relation.toLowerCase()),
  );
}

/** The names of plan nodes among mustUse or mustNotUse: what is no construct of SQL. */
export function nodeNames(names: string[] | undefined): string[] {
  return (names ?? []).filter((name) => !isConstruct(name));
}

/** Compares what plans are made of. Where the task names no nodes, tables that the reference does not read whole must not be. */
export function comparePlans(expected: PlanShape[], actual: PlanShape[], rules: CheckRules): Finding {
  const problems = actual.flatMap((plan, index) => planProblems(expected[index], plan, rules));
  if (actual.length < expected.length) problems.push("Your answer leaves nothing that can be explained.");
  if (problems.length > 0) return { ...right, step: "plan", message: [...new Set(problems)].join("\n") };
  return { ...right, message: "The plan is as it should be." };
}

function planProblems(expected: PlanShape | undefined, plan: PlanShape, { mustUse, mustNotUse }: CheckRules): string[] {
  const wanted = nodeNames(mustUse);
  const unwanted = nodeNames(mustNotUse);
  const lacking = wanted
    .filter((name) => !hasNode(plan, name) && !hasNode(plan, better(name)))
    .map((name) => `The plan has no ${name}.`);
  const found = unwanted.filter((name) => hasNode(plan, name)).map((name) => `The plan has a ${name}.`);
  const whole = wanted.length + unwanted.length === 0 && expected ? wholeReads(expected, plan) : [];
  return [...lacking, ...found, ...whole, ...(expected ? pageProblem(expected, plan) : [])];
}

/** An index that has all that is asked for need not lead to the table. */
function better(name: string): string {
  return name.replace(/^(\s*Index) (Scan\b)/i, "$1 Only $2");
}

function wholeReads(expected: PlanShape, plan: PlanShape): string[] {
  const scanned = (shape: PlanShape) =>
    shape.nodes.flatMap(({ type, relation }) => (type === "Seq Scan" && relation ? [relation] : []));
  const allowed = scanned(expected);
  return scanned(plan)
    .filter((relation) => !allowed.includes(relation))
    .map((relation) => `The plan reads the whole of ${relation}.`);
}

function pageProblem(expected: PlanShape, plan: PlanShape): string[] {
  if (plan.buffers <= expected.buffers * pageFactor + pageAllowance) return [];
  return [`The plan touches ${plan.buffers} pages, and ${expected.buffers} are enough.`];
}
