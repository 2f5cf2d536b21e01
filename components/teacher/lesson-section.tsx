"use client";

import { useRef, useState } from "react";
import { CancelLessonDialog } from "@/components/teacher/cancel-lesson-dialog";
import type { LessonExercise } from "@/components/teacher/lesson-exercise-select";
import { LessonRow } from "@/components/teacher/lesson-row";
import { PrepareLessonDialog } from "@/components/teacher/prepare-lesson-dialog";
import { useLessons } from "@/components/teacher/use-lessons";
import { Button } from "@/components/ui/button";
import type { Lesson } from "@/lib/schemas/lesson";

interface LessonSectionProps {
  initialLessons: Lesson[];
  exercises: LessonExercise[];
  /** How many students the teacher has; a lesson is for all of them unless they say otherwise. */
  classSize: number;
}

/** What a teacher has prepared, and how far it is. */
export function LessonSection({ initialLessons, exercises, classSize }: LessonSectionProps) {
  const lessons = useLessons(initialLessons).data ?? initialLessons;
  const [preparing, setPreparing] = useState(false);
  const [asked, setAsked] = useState<Lesson | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="lessons" className="mt-6 mb-10">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="lessons" ref={headingRef} tabIndex={-1} className="text-sm font-medium text-ink-muted outline-none">
          Lessons
        </h2>
        <Button onClick={() => setPreparing(true)} disabled={exercises.length === 0}>
          Prepare lesson
        </Button>
      </div>
      {lessons.length === 0 ? (
        <p className="mt-2 border-t py-3 text-ink-muted">
          No lesson is prepared. Preparing one starts every student’s database before they come.
        </p>
      ) : (
        <ul className="mt-2 divide-y rounded border bg-surface">
          {lessons.map((lesson) => (
            <LessonRow key={lesson.id} lesson={lesson} onCancel={setAsked} />
          ))}
        </ul>
      )}
      <PrepareLessonDialog
        open={preparing}
        onClose={() => setPreparing(false)}
        exercises={exercises}
        classSize={classSize}
      />
      <CancelLessonDialog asked={asked} onClose={() => setAsked(null)} focusAfterCancel={headingRef} />
    </section>
  );
}
