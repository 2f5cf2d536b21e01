import "server-only";
import { constructNames } from "@/lib/schemas/construct-names";
import type { Constructs } from "./find-constructs";

export interface MethodRules {
  mustUse?: string[];
  mustNotUse?: string[];
}

export interface MethodVerdict {
  construct: string;
  passed: boolean;
  message: string;
}

/** Whether the SQL is written as the task wants it: apart from whether its result is right. */
export function judgeMethods(constructs: Constructs, { mustUse = [], mustNotUse = [] }: MethodRules): MethodVerdict[] {
  const judge = (construct: string, wanted: boolean): MethodVerdict => {
    const isUsed = constructs.has(normalConstruct(construct));
    const verb = wanted ? "wants" : "forbids";
    const state = isUsed ? "uses it" : "does not use it";
    return { construct, passed: isUsed === wanted, message: `The task ${verb} ${construct}; your SQL ${state}.` };
  };
  return [...mustUse.map((one) => judge(one, true)), ...mustNotUse.map((one) => judge(one, false))];
}

/** Of SQL that is too long for the parser: nobody knows what is in it. */
export function methodsUnknown({ mustUse = [], mustNotUse = [] }: MethodRules, longest: string): MethodVerdict[] {
  const message = `Your SQL is longer than ${longest}, too long to see how it is written. Write it shorter.`;
  return [...mustUse, ...mustNotUse].map((construct) => ({ construct, passed: false, message }));
}

/** Other ways in which people write a construct. */
const otherNames: Record<string, string | undefined> = {
  "WINDOW FUNCTION": "WINDOW",
  OVER: "WINDOW",
  WITH: "CTE",
  "WITH RECURSIVE": "RECURSIVE CTE",
  RECURSIVE: "RECURSIVE CTE",
  SUBSELECT: "SUBQUERY",
  "AGGREGATE FUNCTION": "AGGREGATE",
  "SET OPERATOR": "SET OPERATION",
  "LEFT OUTER JOIN": "LEFT JOIN",
  "RIGHT OUTER JOIN": "RIGHT JOIN",
  "FULL OUTER JOIN": "FULL JOIN",
};

/** "group by" → "GROUP BY"; "function:COUNT", "function count" and "count()" → "function count"; "table Loan" → "table loan". */
export function normalConstruct(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, " ");
  const named = /^(function|table)\s*[: ]\s*(.+)$/i.exec(trimmed);
  if (named?.[1] && named[2]) return `${named[1].toLowerCase()} ${named[2].replace(/\(\)$/, "").toLowerCase()}`;
  const call = /^(\w+)\(\)$/.exec(trimmed);
  if (call?.[1]) return `function ${call[1].toLowerCase()}`;
  const upper = trimmed.toUpperCase().replaceAll("-", " ");
  return otherNames[upper] ?? upper;
}

/** Whether this is the name of something that can be found in SQL. */
export function isConstruct(text: string): boolean {
  const normal = normalConstruct(text);
  return /^(function|table) /.test(normal) || constructNames.some((name) => name === normal);
}
