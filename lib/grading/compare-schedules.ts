import "server-only";
import { type Finding, right } from "./compare-results";
import { withConditionName } from "./condition-name";
import type { StepOutcome } from "./observation";

/** in_failed_sql_transaction: what comes behind an error is refused until the transaction ends, however many statements it is. */
const consequence = "25P02";

/** What is worth telling of a schedule: who waited, and who was refused, in order. Statements that just ran are not among it. */
export function scheduleEvents(steps: StepOutcome[]): string[] {
  return steps.flatMap(({ console, waited, sqlState }) => [
    // Who is in a deadlock waits, if too short to be seen.
    ...(waited && sqlState !== "40P01" ? [`${console} waits`] : []),
    ...(sqlState && sqlState !== consequence ? [`${console} fails with ${withConditionName(sqlState)}`] : []),
  ]);
}

/** An answer may have other statements than the reference; waits and failures must come as they do there. */
export function compareSchedules(expected: StepOutcome[], actual: StepOutcome[]): Finding {
  const wanted = scheduleEvents(expected);
  const given = scheduleEvents(actual);
  if (wanted.join("\n") === given.join("\n")) return { ...right, message: eventWords(given) };
  const failed = actual.find(({ sqlState }) => sqlState !== null);
  const message = failed?.message && wanted.length === 0 ? ` PostgreSQL says: ${failed.message}` : "";
  return { ...right, step: "schedule", message: `${eventWords(given)} Wanted: ${lower(eventWords(wanted))}${message}` };
}

function eventWords(events: string[]): string {
  return events.length === 0 ? "No statement waits or fails." : `${capital(events.join(", then "))}.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
