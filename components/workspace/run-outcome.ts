import { announceResponse } from "@/components/results-grid/result-words";
import type { EditorError } from "@/components/sql-editor/sql-editor";
import { failureWords } from "@/components/workspace/session-api-error";
import type { RunOutcome } from "@/components/workspace/use-query-run";

/** What a screen reader says when a run is over, however it ended. */
export function announceOutcome(outcome: RunOutcome): string {
  return outcome.kind === "answered" ? announceResponse(outcome.response) : failureWords(outcome.error);
}

/** The error of a run, where it can be marked. The first error ends a run, so it is the last result. */
export function editorErrorOf(outcome: RunOutcome | null): EditorError | null {
  if (outcome?.kind !== "answered") return null;
  const last = outcome.response.results.at(-1);
  if (last?.kind !== "error" || last.position === undefined || outcome.sent.offset < 0) return null;
  return { sent: outcome.sent, position: last.position };
}
