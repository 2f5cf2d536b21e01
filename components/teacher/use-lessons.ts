"use client";

import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { RequestError, requestJson, requestNothing } from "@/components/http/request-json";
import { type CreateLessonBody, type Lesson, lessonSchema } from "@/lib/schemas/lesson";

const listSchema = z.object({ lessons: z.array(lessonSchema) });
const oneSchema = z.object({ lesson: lessonSchema });
const lessonsKey = ["class", "lessons"];

/** While desks are being filled the figures change from second to second; before that, nothing does. */
const movingPollMs = 3_000;
const plannedPollMs = 15_000;

/** One's own lessons, kept up to date while the page is in front. */
export function useLessons(initialLessons: Lesson[]): UseQueryResult<Lesson[]> {
  return useQuery({
    queryKey: lessonsKey,
    queryFn: async ({ signal }) => (await requestJson("/api/lessons", listSchema, { signal })).lessons,
    initialData: initialLessons,
    refetchInterval: ({ state }) =>
      state.data?.some((lesson) => lesson.state !== "planned") ? movingPollMs : plannedPollMs,
    refetchOnWindowFocus: true,
    retry: false,
  });
}

export function usePrepareLesson(onPrepared: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateLessonBody) => requestJson("/api/lessons", oneSchema, { method: "POST", body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: lessonsKey });
      onPrepared();
    },
  });
}

export function useCancelLesson(onCancelled: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Lesson) => requestNothing(`/api/lessons/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSuccess: async (_nothing, cancelled) => {
      // An answer that was asked for before would bring the row back.
      await queryClient.cancelQueries({ queryKey: lessonsKey });
      queryClient.setQueryData<Lesson[]>(lessonsKey, (lessons) => lessons?.filter(({ id }) => id !== cancelled.id));
      onCancelled();
    },
    onError: (error) => {
      toast.error("The lesson was not cancelled.", { description: describeRequestError(error) });
    },
  });
}

/** What the person can do about it, or that nothing happened. */
export function describeRequestError(error: Error): string {
  return error instanceof RequestError ? error.message : "Carrel cannot be reached. Nothing was changed.";
}
