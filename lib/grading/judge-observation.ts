import "server-only";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import { compareCatalogues } from "./compare-catalogues";
import { comparePlans } from "./compare-plans";
import { compareProbe } from "./compare-probes";
import { compareResults, type Finding, right } from "./compare-results";
import { compareSchedules } from "./compare-schedules";
import { compareStates } from "./compare-states";
import type { Observation } from "./observation";
import type { ReferenceOrder } from "./reference-order";

export interface JudgeRules {
  kind: ExerciseKind;
  check: CheckRules;
  /** 0: the rows that students see. */
  set: number;
  /** The reference's own ORDER BY. */
  order: ReferenceOrder;
}

/** Compares what was seen of an answer with what was seen of the reference, on one set of rows. Pure. */
export function judgeObservation(expected: Observation, actual: Observation, rules: JudgeRules): Finding[] {
  if (actual.error) return [{ ...right, step: "error", message: actual.error.message }];
  switch (rules.kind) {
    case "query":
      return [judgeResult(expected, actual, rules)];
    case "change":
      return [uncommitted(actual) ?? compareStates(expected.tables, actual.tables, rules.check)];
    case "schema": {
      const hasProbes = (rules.check.probes ?? []).length > 0;
      const catalogue = compareCatalogues(expected.catalogue, actual.catalogue, { hasProbes });
      return [uncommitted(actual) ?? catalogue, ...judgeProbes(expected, actual, rules)];
    }
    case "permissions":
      return [uncommitted(actual) ?? { ...right, message: "Your SQL runs." }, ...judgeProbes(expected, actual, rules)];
    case "transactions":
      return [
        compareSchedules(expected.steps, actual.steps),
        compareStates(expected.tables, actual.tables, rules.check),
        ...judgeProbes(expected, actual, rules),
      ];
    case "plan":
      return [
        uncommitted(actual) ??
          (expected.result ? judgeResult(expected, actual, rules) : { ...right, message: "Your SQL runs." }),
        // Hidden sets are small, and small tables are read whole whatever indexes they have.
        ...(rules.set === 0 ? [comparePlans(expected.plans, actual.plans, rules.check)] : []),
      ];
  }
}

/**
 * Without a word on it, the order is checked where the reference has one, by its keys. Where not all of them are in the result,
 * rows that tie cannot be told, and the order is the reference's, row by row; the publish gate tries that there are no ties.
 */
function judgeResult(expected: Observation, actual: Observation, { check, order }: JudgeRules): Finding {
  const wrong = (message: string): Finding => ({ ...right, step: "error", message });
  if (actual.isTruncated) return wrong("Your result is larger than any answer to this task can be.");
  if (!expected.result) return { ...right, message: "Your SQL runs." };
  if (!actual.result) return wrong("Your SQL gives no rows to look at: it has to end with a query.");
  const { keys, isPartial } = order;
  const mode = check.order ?? (isPartial ? "exact" : keys ? "by-key" : "none");
  return compareResults(expected.result, actual.result, { ...check, order: mode, keys });
}

function uncommitted(actual: Observation): Finding | null {
  if (!actual.isUncommitted) return null;
  return {
    ...right,
    step: "state",
    message: "Your transaction is still open at the end: nothing that it did stays. End it with COMMIT.",
  };
}

function judgeProbes(expected: Observation, actual: Observation, { check }: JudgeRules): Finding[] {
  return (check.probes ?? []).map((probe, index) =>
    compareProbe(probe, { expected: expected.probes[index], actual: actual.probes[index] }, check),
  );
}
