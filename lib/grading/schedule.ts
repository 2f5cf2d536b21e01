import "server-only";
import { splitStatements } from "@/lib/database-client/split-statements";
import type { Probe } from "@/lib/schemas/check-rules";
import type { ConsoleName } from "@/lib/schemas/query";

/** One statement of a schedule over two consoles. */
export interface ScheduleStep {
  console: ConsoleName;
  sql: string;
  /** The probe that it comes from; null for the answer's own. */
  probe: number | null;
}

const marker = /^[ \t]*--[ \t]*(main|second)[ \t]*:?[ \t]*$/i;
const ending = /^\s*(commit|rollback|end|abort)\b(?!\s+(to|prepared)\b)/i;

/**
 * The answer's statements, each on the console that the last line `-- main` or `-- second` before it names, and the probes
 * among them: before the first, just before the last COMMIT or ROLLBACK, or after all.
 */
export async function planSchedule(sql: string, probes: Probe[]): Promise<ScheduleStep[]> {
  const answer = await answerSteps(sql);
  const at = (when: Probe["when"]) =>
    probes.flatMap((probe, index): ScheduleStep[] =>
      (probe.when ?? "end") === when ? [{ console: probe.console ?? "second", sql: probe.sql, probe: index }] : [],
    );
  const last = answer.findLastIndex((step) => ending.test(step.sql));
  const open = last === -1 ? answer.length : last;
  return [...at("start"), ...answer.slice(0, open), ...at("open"), ...answer.slice(open), ...at("end")];
}

async function answerSteps(sql: string): Promise<ScheduleStep[]> {
  const steps: ScheduleStep[] = [];
  for (const { console, text } of parts(sql)) {
    for (const { text: statement } of await splitStatements(text)) steps.push({ console, sql: statement, probe: null });
  }
  return steps;
}

function parts(sql: string): { console: ConsoleName; text: string }[] {
  const found: { console: ConsoleName; text: string }[] = [{ console: "main", text: "" }];
  for (const line of sql.split("\n")) {
    const name = marker.exec(line)?.[1]?.toLowerCase();
    if (name) found.push({ console: name === "second" ? "second" : "main", text: "" });
    else {
      const last = found.at(-1);
      if (last) last.text += `${line}\n`;
    }
  }
  return found;
}
