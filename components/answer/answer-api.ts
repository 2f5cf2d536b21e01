import { errorOfResponse, unreachable } from "@/components/workspace/session-api-error";
import type { ExerciseHelp } from "@/lib/schemas/exercise-help";
import type { SolutionComparison } from "@/lib/schemas/solution-comparison";
import type { Submission } from "@/lib/schemas/submission";

/** Hands an answer in and gives its verdict. Throws SessionApiError, as its answers are not parsed; see session-api. */
export async function submitAnswer(sessionId: string, sql: string): Promise<Submission> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify({ sql }) };
  const { submission }: { submission: Submission } = await send(sessionId, "submissions", init);
  return submission;
}

/** One's own answers to the session's exercise, the newest first. @throws SessionApiError */
export async function listSubmissions(sessionId: string): Promise<Submission[]> {
  const { submissions }: { submissions: Submission[] } = await send(sessionId, "submissions");
  return submissions;
}

/** The hints that are open by now, and the solution once there is a right answer. @throws SessionApiError */
export async function readHelp(sessionId: string): Promise<ExerciseHelp> {
  const { help }: { help: ExerciseHelp } = await send(sessionId, "hints");
  return help;
}

/** One's right answer beside the reference, both with their plans. @throws SessionApiError, also before there is one */
export async function readComparison(sessionId: string): Promise<SolutionComparison> {
  const { comparison }: { comparison: SolutionComparison } = await send(sessionId, "comparison");
  return comparison;
}

async function send(sessionId: string, what: "submissions" | "hints" | "comparison", init: RequestInit = {}) {
  const path = `/api/exercise-sessions/${encodeURIComponent(sessionId)}/${what}`;
  const response = await fetch(path, { ...init, cache: "no-store" }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await errorOfResponse(response);
  return response.json();
}
