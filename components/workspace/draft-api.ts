import { errorOfResponse, unreachable } from "@/components/workspace/session-api-error";
import type { Drafts, DraftTab } from "@/lib/schemas/draft";

/** Throws SessionApiError where Carrel refuses or does not answer, as its answers are not parsed; see session-api. */
export async function readDrafts(exerciseId: string): Promise<Drafts> {
  const { drafts }: { drafts: Drafts } = await send(exerciseId, {});
  return drafts;
}

/** Also from a page that is being left. @throws SessionApiError with code "conflict" where another revision is there */
export async function saveDrafts(exerciseId: string, drafts: { tabs: DraftTab[]; revision: number }): Promise<number> {
  const body = JSON.stringify(drafts);
  const headers = { "content-type": "application/json" };
  // Browsers let only so much outlive its page.
  const keepalive = body.length < 30_000;
  const { revision }: { revision: number } = await send(exerciseId, { method: "PUT", headers, body, keepalive });
  return revision;
}

async function send(exerciseId: string, init: RequestInit) {
  const path = `/api/exercises/${encodeURIComponent(exerciseId)}/drafts`;
  const response = await fetch(path, { ...init, cache: "no-store" }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await errorOfResponse(response);
  return response.json();
}
