"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { requestJson } from "@/components/http/request-json";
import { LessonTime } from "@/components/teacher/lesson-start-time";
import { StatusDot } from "@/components/ui/status-dot";
import { type DatabaseFault, databaseFaultSchema } from "@/lib/schemas/lesson";

const answerSchema = z.object({ faults: z.array(databaseFaultSchema) });
const pollMs = 15_000;

/** The exercise databases that do not start, with the reason that students are not shown. Nothing where all do. */
export function DatabaseFaults({ initialFaults }: { initialFaults: DatabaseFault[] }) {
  const { data: faults } = useQuery({
    queryKey: ["class", "faults"],
    queryFn: async ({ signal }) => (await requestJson("/api/class/faults", answerSchema, { signal })).faults,
    initialData: initialFaults,
    refetchInterval: pollMs,
    retry: false,
  });
  if (faults.length === 0) return null;
  return (
    <ul className="mt-6 flex flex-col gap-2" aria-label="Exercise databases that do not start">
      {faults.map(({ slug, title, reason, retryAt }) => (
        <li key={slug} className="flex items-start gap-2 rounded border bg-warn-soft px-4 py-2.5 [&>svg]:mt-1.5">
          <StatusDot tone="failed" />
          <p className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">Exercise database “{title}” does not start.</span> {reason} Tried again at{" "}
            <LessonTime startsAt={retryAt} />.
          </p>
        </li>
      ))}
    </ul>
  );
}
