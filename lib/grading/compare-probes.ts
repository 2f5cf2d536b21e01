import "server-only";
import type { CheckRules, Probe } from "@/lib/schemas/check-rules";
import { compareResults, type Finding, right } from "./compare-results";
import { withConditionName } from "./condition-name";
import type { ProbeOutcome } from "./observation";

interface ProbeSides {
  expected: ProbeOutcome | undefined;
  actual: ProbeOutcome | undefined;
}

/** Whether a probe went as it should: failed with the SQLSTATE that is named, or succeeded with the reference's rows. */
export function compareProbe(probe: Probe, { expected, actual }: ProbeSides, rules: CheckRules): Finding {
  const who = probe.role ? `As ${probe.role}, ` : "";
  const wrong = (message: string): Finding => ({ ...right, step: "probe", message: `${who}${message}` });
  const subject = `\`${firstLine(probe.sql)}\``;
  if (!actual) return wrong(`${subject} was not reached.`);
  if (probe.waits !== undefined && probe.waits !== actual.waited)
    return wrong(
      probe.waits
        ? `${subject} should wait for your transaction, and does not.`
        : `${subject} should not have to wait.`,
    );
  if (probe.sqlState !== undefined) {
    if (actual.sqlState === null)
      return wrong(`${subject} should be refused (${withConditionName(probe.sqlState)}), and succeeds.`);
    if (actual.sqlState !== probe.sqlState)
      return wrong(
        `${subject} should be refused with ${withConditionName(probe.sqlState)}, and fails with ${withConditionName(actual.sqlState)}: ${actual.message}`,
      );
    return { ...right, message: `${who}${subject} is refused, as it should be.` };
  }
  if (actual.sqlState !== null) return wrong(`${subject} should succeed, and fails: ${actual.message}`);
  return expected?.result && actual.result
    ? compareRows({ expected: expected.result, actual: actual.result }, rules, `${who}${subject}`)
    : { ...right, message: `${who}${subject} succeeds, as it should.` };
}

function compareRows(
  { expected, actual }: { expected: NonNullable<ProbeOutcome["result"]>; actual: NonNullable<ProbeOutcome["result"]> },
  rules: CheckRules,
  subject: string,
): Finding {
  const found = compareResults(expected, actual, { ...rules, order: "none", keys: null, columnNames: "ignore" });
  if (found.step === null) return { ...right, message: `${subject} gives the right rows.` };
  return { ...found, step: "probe", message: `${subject} gives other rows than it should: ${found.message}` };
}

/** Probes are alike at their beginning. */
const longestLine = 160;

function firstLine(sql: string): string {
  const line = sql.trim().split("\n")[0]?.replace(/;$/, "") ?? "";
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}
