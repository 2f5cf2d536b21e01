"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { requestJson } from "@/components/http/request-json";
import { type ClassSession, classSessionSchema } from "@/lib/schemas/session";

const answerSchema = z.object({ sessions: z.array(classSessionSchema) });
const pollIntervalMs = 3_000;

export const classSessionsKey = ["class", "sessions"];

/** Who has what open, asked for every three seconds while the page is in front. */
export function useClassSessions(initialSessions: ClassSession[]): UseQueryResult<ClassSession[]> {
  return useQuery({
    queryKey: classSessionsKey,
    queryFn: async ({ signal }) => (await requestJson("/api/class/sessions", answerSchema, { signal })).sessions,
    initialData: initialSessions,
    refetchInterval: pollIntervalMs,
    refetchOnWindowFocus: true,
    retry: false,
  });
}
