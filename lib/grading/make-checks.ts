import "server-only";
import type { ErrorResult } from "@/lib/schemas/query";
import type { Check, SqlError } from "@/lib/schemas/submission";
import type { Finding } from "./compare-results";
import { type DataSet, describeDataSet } from "./data-set";
import type { MethodVerdict } from "./judge-methods";

interface SetVerdict {
  set: DataSet;
  findings: Finding[];
  error: ErrorResult | null;
}

/** What one set of rows showed, as students may see it. */
export function setChecks({ set, findings, error }: SetVerdict): Check[] {
  const { title, words } = describeDataSet(set);
  if (set.number > 0) return [hiddenCheck(title, words, findings)];
  const [first, ...others] = findings;
  if (!first) return [];
  return [
    visibleCheck(title, first, error),
    ...others.map((finding, index) => visibleCheck(`Check ${index + 2}`, finding, null)),
    ...findings.flatMap(remarkCheck),
  ];
}

/** Whether it passed and what kind of case it is. Not a word of PostgreSQL's: errors can be made to tell what is in a table. */
function hiddenCheck(name: string, words: string, findings: Finding[]): Check {
  const failed = findings.find(({ step }) => step !== null);
  if (!failed) return { ...plain, name, hidden: true, message: `It is right with ${words} too.` };
  const what = wrongWords[failed.step ?? ""] ?? "your answer is not right";
  const message = `With ${words}, which are not in the data that you see, ${what}.`;
  return { ...plain, name, hidden: true, passed: false, step: failed.step, message };
}

/** As much as the rung of the ladder says anyway. */
const wrongWords: Record<string, string | undefined> = {
  error: "your SQL ends with an error",
  extra: "your answer gives rows that do not belong there",
  missing: "your answer misses rows",
  duplicates: "rows do not come as often as they should",
  changed: "some values are not right",
  order: "the order of your rows is not right",
  state: "what the tables hold afterwards is not right",
};

const plain = {
  passed: true,
  hidden: false,
  group: "answer",
  step: null,
  error: null,
  differences: [],
  firstDifferentRow: null,
} as const satisfies Partial<Check>;

function visibleCheck(name: string, finding: Finding, error: ErrorResult | null): Check {
  const { step, message, differences, firstDifferentRow } = finding;
  const passed = step === null;
  return { ...plain, name, passed, message, step, differences, firstDifferentRow, error: error && toSqlError(error) };
}

function remarkCheck({ remark }: Finding): Check[] {
  return remark ? [{ ...plain, name: "Names of columns", group: "remark", message: remark }] : [];
}

export function methodCheck({ construct, passed, message }: MethodVerdict): Check {
  return { ...plain, name: construct, group: "method", passed, message, step: passed ? null : "method" };
}

/** PostgreSQL's words, and where they point. */
export function toSqlError({ sqlState, message, detail, hint, position }: ErrorResult): SqlError {
  return {
    sqlState,
    message,
    ...(detail ? { detail } : {}),
    ...(hint ? { hint } : {}),
    ...(position ? { position } : {}),
  };
}
