"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { requestJson } from "@/components/http/request-json";
import { type Session, sessionSchema } from "@/lib/schemas/session";

const answerSchema = z.object({ sessions: z.array(sessionSchema) });
const watchIntervalMs = 3_000;

export const liveSessionsKey = ["exercise-sessions"];

/** What I have open. Asked for again on return to the page, and while something is on its way. */
export function useLiveSessions(initialSessions: Session[]): Session[] {
  const { data } = useQuery({
    queryKey: liveSessionsKey,
    queryFn: async ({ signal }) => (await requestJson("/api/exercise-sessions", answerSchema, { signal })).sessions,
    initialData: initialSessions,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data?.some(isOnItsWay) === true ? watchIntervalMs : false),
  });
  return data;
}

function isOnItsWay({ state }: Session): boolean {
  return state === "queued" || state === "starting";
}
