"use client";

import { LessonTime } from "@/components/teacher/lesson-start-time";
import { countStudents, describeLessonState, lessonTones } from "@/components/teacher/lesson-words";
import { Button } from "@/components/ui/button";
import { StatusDot } from "@/components/ui/status-dot";
import type { Lesson } from "@/lib/schemas/lesson";

interface LessonRowProps {
  lesson: Lesson;
  onCancel: (lesson: Lesson) => void;
}

export function LessonRow({ lesson, onCancel }: LessonRowProps) {
  const { exercise, students, startsAt, state, reason } = lesson;
  return (
    <li className="py-2.5 pr-2.5 pl-4">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1 sm:flex sm:items-center sm:gap-4">
          <p className="truncate text-base font-medium sm:flex-1">{exercise.title}</p>
          <p className="text-sm text-ink-muted tabular-nums sm:w-44 sm:text-right">
            <LessonTime startsAt={startsAt} />, {countStudents(students)}
          </p>
          <p className="flex items-center gap-1.5 text-sm whitespace-nowrap text-ink-muted tabular-nums sm:w-44">
            <StatusDot tone={lessonTones[state]} />
            {describeLessonState(lesson)}
          </p>
        </div>
        <Button size="sm" onClick={() => onCancel(lesson)} aria-label={`Cancel the lesson ${exercise.title}`}>
          Cancel…
        </Button>
      </div>
      {reason === undefined ? null : <p className="mt-1 text-sm text-ink">{reason}</p>}
    </li>
  );
}
