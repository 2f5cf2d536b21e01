"use client";

import { useRef, useState } from "react";
import { ClassEmpty } from "@/components/teacher/class-empty";
import { ClassFreshness } from "@/components/teacher/class-freshness";
import { describeClass, inClassOrder } from "@/components/teacher/class-order";
import { ClassTable } from "@/components/teacher/class-table";
import { EndSessionDialog } from "@/components/teacher/end-session-dialog";
import { useClassSessions } from "@/components/teacher/use-class-sessions";
import type { ClassSession } from "@/lib/schemas/session";

interface ClassDashboardProps {
  initialSessions: ClassSession[];
}

/** Who has which exercise open now, since when and in what state. */
export function ClassDashboard({ initialSessions }: ClassDashboardProps) {
  const query = useClassSessions(initialSessions);
  const [asked, setAsked] = useState<ClassSession | null>(null);
  const headingRef = useRef<HTMLParagraphElement>(null);
  const sessions = inClassOrder(query.data ?? initialSessions);
  return (
    <>
      <div className="mt-1 mb-8 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p ref={headingRef} tabIndex={-1} className="text-base text-ink-muted tabular-nums outline-none">
          {describeClass(sessions)}
        </p>
        <ClassFreshness error={query.error} updatedAt={query.dataUpdatedAt} paused={query.isPaused} />
      </div>
      {sessions.length === 0 ? <ClassEmpty /> : <ClassTable sessions={sessions} onEnd={setAsked} />}
      <EndSessionDialog asked={asked} onClose={() => setAsked(null)} focusAfterEnd={headingRef} />
    </>
  );
}
