import { errorOfResponse, unreachable } from "@/components/workspace/session-api-error";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";
import type { Exercise } from "@/lib/schemas/exercise";
import type { ExplainBody, Explanation } from "@/lib/schemas/plan";
import type { ConsoleName, ExportBody, QueryBody, QueryResponse } from "@/lib/schemas/query";
import type { Connection, Session } from "@/lib/schemas/session";
import type { RanStatement } from "@/lib/schemas/statement-history";

/*
 * The calls of the workspace. Answers are not parsed here: they come from Carrel itself, which built them with these
 * types, and zod would be a tenth of all the JavaScript that this page may weigh.
 * Every call throws SessionApiError where Carrel refuses or does not answer.
 */
const base = "/api/exercise-sessions";

/** Answers at once, with a session that may still be starting; its events tell the rest. */
export async function startSession(exerciseId: string): Promise<Session> {
  const response = await post(`${base}/start`, { exerciseId }, { headers: { prefer: "respond-async" } });
  const { session }: { session: Session } = await response.json();
  return session;
}

/** A look that does not wake it. How long it has been idle is told by Carrel's own clock: this one may be wrong. */
export async function lookAtSession(sessionId: string): Promise<{ session: Session; idleMs: number | null }> {
  const response = await send(sessionPath(sessionId), {});
  const { session }: { session: Session } = await response.json();
  const idleMs = Date.parse(response.headers.get("date") ?? "") - Date.parse(session.lastActiveAt);
  return { session, idleMs: Number.isNaN(idleMs) ? null : Math.max(0, idleMs) };
}

/** One's own live sessions. */
export async function listSessions(): Promise<Session[]> {
  const response = await send(base, {});
  const { sessions }: { sessions: Session[] } = await response.json();
  return sessions;
}

export async function listExercises(): Promise<Exercise[]> {
  const response = await send("/api/exercises", {});
  const { exercises }: { exercises: Exercise[] } = await response.json();
  return exercises;
}

/** What was run in a session, the newest first. */
export async function listRanStatements(sessionId: string): Promise<RanStatement[]> {
  const response = await send(`${sessionPath(sessionId)}/history`, {});
  const { statements }: { statements: RanStatement[] } = await response.json();
  return statements;
}

/** Tables, views and functions as they are now. Wakes a session that is asleep. */
export async function readSchema(sessionId: string): Promise<DatabaseSchema> {
  const response = await send(`${sessionPath(sessionId)}/schema`, {});
  const { schema }: { schema: DatabaseSchema } = await response.json();
  return schema;
}

/** What the consoles do, and who of them waits for whom. Wakes nothing. */
export async function readConsoles(sessionId: string): Promise<ConsoleActivity[]> {
  const response = await send(`${sessionPath(sessionId)}/consoles`, {});
  const { consoles }: { consoles: ConsoleActivity[] } = await response.json();
  return consoles;
}

/** What another client needs to get in. Wakes a session that is asleep. */
export async function getConnection(sessionId: string): Promise<Connection> {
  const response = await send(`${sessionPath(sessionId)}/connection`, {});
  const { connection }: { connection: Connection } = await response.json();
  return connection;
}

export async function runQuery(sessionId: string, body: QueryBody, signal: AbortSignal): Promise<QueryResponse> {
  const response = await post(`${base}/query/${encodeURIComponent(sessionId)}`, body, { signal });
  const answer: QueryResponse = await response.json();
  return answer;
}

export async function explainSql(sessionId: string, body: ExplainBody, signal: AbortSignal): Promise<Explanation> {
  const response = await post(`${sessionPath(sessionId)}/explain`, body, { signal });
  const answer: Explanation = await response.json();
  return answer;
}

/**
 * All rows of a statement as a file.
 * @throws whatever the browser throws where it breaks off on the way
 */
export async function exportResult(sessionId: string, body: ExportBody, signal: AbortSignal) {
  const response = await post(`${sessionPath(sessionId)}/export`, body, { signal });
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return { name: name ?? `result.${body.format}`, content: await response.blob() };
}

/** False where no statement was running, or none had begun yet. */
export async function cancelQuery(sessionId: string, console: ConsoleName): Promise<boolean> {
  const response = await post(`${sessionPath(sessionId)}/cancel`, { console });
  const { cancelled }: { cancelled: boolean } = await response.json();
  return cancelled;
}

export async function resetSession(sessionId: string): Promise<Session> {
  const response = await post(`${sessionPath(sessionId)}/reset`, {});
  const { session }: { session: Session } = await response.json();
  return session;
}

export async function endSession(sessionId: string): Promise<void> {
  await send(sessionPath(sessionId), { method: "DELETE" });
}

export function sessionEventsUrl(sessionId: string): string {
  return `${sessionPath(sessionId)}/events`;
}

function sessionPath(sessionId: string): string {
  return `${base}/${encodeURIComponent(sessionId)}`;
}

function post(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = { ...init.headers, "content-type": "application/json" };
  return send(path, { ...init, method: "POST", headers, body: JSON.stringify(body) });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { ...init, cache: "no-store" }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw unreachable();
  });
  if (!response.ok) throw await errorOfResponse(response);
  return response;
}
