import "server-only";
import { z } from "zod";
import type { Plan, PlanNode } from "@/lib/schemas/plan";

type RawValue = string | number | boolean | null | RawValue[] | { [key: string]: RawValue };
type RawNode = Record<string, RawValue>;

const rawValueSchema: z.ZodType<RawValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(rawValueSchema),
    z.record(z.string(), rawValueSchema),
  ]),
);
const rawNodeSchema = z.record(z.string(), rawValueSchema);
const rawTriggerSchema = z.looseObject({
  "Trigger Name": z.string().optional(),
  "Constraint Name": z.string().optional(),
  Relation: z.string(),
  Time: z.number(),
  Calls: z.number(),
});
/** What `EXPLAIN (FORMAT JSON)` prints: https://www.postgresql.org/docs/17/sql-explain.html */
const rawPlansSchema = z
  .array(
    z.looseObject({
      Plan: rawNodeSchema,
      "Planning Time": z.number().optional(),
      "Execution Time": z.number().optional(),
      Triggers: z.array(rawTriggerSchema).optional(),
    }),
  )
  .min(1);

/** Reads the JSON of one EXPLAIN. @throws ZodError where it is none */
export function readPlan(json: string): Plan {
  const [raw] = rawPlansSchema.parse(JSON.parse(json));
  if (!raw) throw new Error("an EXPLAIN without a plan");
  return {
    root: readNode(raw.Plan),
    planningMs: raw["Planning Time"] ?? null,
    executionMs: raw["Execution Time"] ?? null,
    triggers: (raw.Triggers ?? []).map((trigger) => ({
      name: trigger["Constraint Name"] ?? trigger["Trigger Name"] ?? "trigger",
      relation: trigger.Relation,
      ms: trigger.Time,
      calls: trigger.Calls,
    })),
  };
}

/** What is shown in a place of its own, or says nothing to a reader. All other keys are details. */
const knownKeys = new Set([
  ...["Node Type", "Join Type", "Strategy", "Relation Name", "Schema", "Alias", "Index Name", "CTE Name"],
  ...["Function Name", "Subplan Name", "Parent Relationship", "Parallel Aware", "Async Capable", "Plans", "Workers"],
  ...["Startup Cost", "Total Cost", "Plan Rows", "Plan Width", "Partial Mode", "Inner Unique", "Single Copy"],
  ...["Actual Startup Time", "Actual Total Time", "Actual Rows", "Actual Loops", "Operation"],
]);
const bufferKey = /Blocks$|^(Shared|Local|Temp) .* Time$|^I\/O (Read|Write) Time$/;

function readNode(raw: RawNode): PlanNode {
  const plans = z.array(rawNodeSchema).catch([]).parse(raw.Plans);
  return {
    nodeType: typeWithOperation(raw),
    joinType: text(raw["Join Type"]),
    strategy: text(raw.Strategy),
    relation: text(raw["Relation Name"]) ?? text(raw["Function Name"]) ?? text(raw["CTE Name"]),
    alias: text(raw.Alias),
    index: text(raw["Index Name"]),
    subplan: text(raw["Subplan Name"]),
    startupCost: number(raw["Startup Cost"]),
    totalCost: number(raw["Total Cost"]),
    estimatedRows: number(raw["Plan Rows"]),
    rowBytes: number(raw["Plan Width"]),
    actual: readActual(raw),
    buffers: readBuffers(raw),
    details: Object.entries(raw).flatMap(([label, value]) => readDetail(label, value)),
    children: plans.map(readNode),
  };
}

/** PostgreSQL's text says "Insert" where its JSON says ModifyTable with an operation. */
function typeWithOperation(raw: RawNode): string {
  const type = text(raw["Node Type"]) ?? "?";
  const operation = text(raw.Operation);
  return type === "ModifyTable" && operation ? operation : type;
}

function readActual(raw: RawNode): PlanNode["actual"] {
  if (typeof raw["Actual Loops"] !== "number") return null;
  return {
    startupMs: number(raw["Actual Startup Time"]),
    totalMs: number(raw["Actual Total Time"]),
    rows: number(raw["Actual Rows"]),
    loops: raw["Actual Loops"],
  };
}

function readBuffers(raw: RawNode): PlanNode["buffers"] {
  if (typeof raw["Shared Hit Blocks"] !== "number") return null;
  const both = (name: string) => number(raw[`Shared ${name} Blocks`]) + number(raw[`Local ${name} Blocks`]);
  return {
    hit: both("Hit"),
    read: both("Read"),
    dirtied: both("Dirtied"),
    written: both("Written"),
    tempRead: number(raw["Temp Read Blocks"]),
    tempWritten: number(raw["Temp Written Blocks"]),
  };
}

/** A count of nothing says nothing; "Rows Removed by Filter: 0" is left out as PostgreSQL's text leaves it out. */
function readDetail(label: string, value: RawValue): PlanNode["details"] {
  if (knownKeys.has(label) || bufferKey.test(label) || value === null || value === 0 || value === false) return [];
  if (Array.isArray(value)) return [{ label, text: value.map(wordOf).join(", ") }];
  return [{ label, text: wordOf(value) }];
}

function wordOf(value: RawValue): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function text(value: RawValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function number(value: RawValue | undefined): number {
  return typeof value === "number" ? value : 0;
}
