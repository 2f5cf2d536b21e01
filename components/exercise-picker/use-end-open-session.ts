"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import type { OpenSession } from "@/components/exercise-picker/open-session-row";
import { liveSessionsKey } from "@/components/exercise-picker/use-live-sessions";
import { RequestError, requestNothing } from "@/components/http/request-json";
import type { Session } from "@/lib/schemas/session";

/** Ends one of my sessions and takes it off the list as soon as Carrel says that the container is gone. */
export function useEndOpenSession(onEnded: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ session }: OpenSession) =>
      requestNothing(`/api/exercise-sessions/${encodeURIComponent(session.id)}`, { method: "DELETE" }),
    onSuccess: async (_nothing, ended) => {
      // An answer that was asked for before the end would bring the row back.
      await queryClient.cancelQueries({ queryKey: liveSessionsKey });
      queryClient.setQueryData<Session[]>(liveSessionsKey, (sessions) =>
        sessions?.filter(({ id }) => id !== ended.session.id),
      );
      onEnded();
      toast.success(`${ended.exercise.title} is ended.`);
    },
    onError: (error) => {
      toast.error("The database was not ended.", {
        description: error instanceof RequestError ? error.message : "Carrel cannot be reached. Nothing was lost.",
      });
    },
  });
}
