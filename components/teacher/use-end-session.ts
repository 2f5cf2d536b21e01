"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { RequestError, requestNothing } from "@/components/http/request-json";
import { classSessionsKey } from "@/components/teacher/use-class-sessions";
import type { ClassSession } from "@/lib/schemas/session";

/** Ends a student's session and takes it off the list as soon as Carrel says that the container is gone. */
export function useEndSession(onEnded: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ session }: ClassSession) =>
      requestNothing(`/api/exercise-sessions/${encodeURIComponent(session.id)}`, { method: "DELETE" }),
    onSuccess: async (_nothing, ended) => {
      // An answer that was asked for before the end would bring the row back.
      await queryClient.cancelQueries({ queryKey: classSessionsKey });
      queryClient.setQueryData<ClassSession[]>(classSessionsKey, (sessions) =>
        sessions?.filter(({ session }) => session.id !== ended.session.id),
      );
      onEnded();
      toast.success(`The database of ${ended.student.name} is ended.`);
    },
    onError: (error) => {
      toast.error("The database was not ended.", {
        description: error instanceof RequestError ? error.message : "Carrel cannot be reached. Nothing was lost.",
      });
    },
  });
}
