"use client";

import { type FormEvent, useState } from "react";
import { type LessonExercise, LessonExerciseSelect } from "@/components/teacher/lesson-exercise-select";
import { nextQuarter, toLocalInput } from "@/components/teacher/lesson-time";
import { describeRequestError, usePrepareLesson } from "@/components/teacher/use-lessons";
import { Button } from "@/components/ui/button";
import { dialogFooterClass } from "@/components/ui/dialog-class";
import { TextField } from "@/components/ui/text-field";
import { maxLessonStudents } from "@/lib/schemas/lesson";

interface LessonFormProps {
  exercises: LessonExercise[];
  classSize: number;
  onDone: () => void;
}

const dayMs = 24 * 60 * 60_000;
const longestAheadDays = 30;

export function LessonForm({ exercises, classSize, onDone }: LessonFormProps) {
  const prepare = usePrepareLesson(onDone);
  const [openedAt] = useState(() => new Date());
  const [exerciseId, setExerciseId] = useState(exercises[0]?.id ?? "");
  const [students, setStudents] = useState(String(classSize));
  const [startsAt, setStartsAt] = useState(() => toLocalInput(nextQuarter(openedAt)));

  function submit(event: FormEvent) {
    event.preventDefault();
    prepare.mutate({ exerciseId, students: Number(students), startsAt: new Date(startsAt).toISOString() });
  }

  return (
    <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
      <LessonExerciseSelect exercises={exercises} value={exerciseId} onChange={setExerciseId} />
      <TextField
        label="Students"
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={maxLessonStudents}
        step={1}
        value={students}
        onChange={(event) => setStudents(event.target.value)}
      />
      <TextField
        label="Begins"
        type="datetime-local"
        required
        min={toLocalInput(openedAt)}
        max={toLocalInput(new Date(openedAt.getTime() + longestAheadDays * dayMs))}
        value={startsAt}
        onChange={(event) => setStartsAt(event.target.value)}
      />
      <p role="alert" className="text-sm text-danger empty:hidden">
        {prepare.error === null ? null : describeRequestError(prepare.error)}
      </p>
      <div className={dialogFooterClass}>
        <Button onClick={onDone}>Not now</Button>
        <Button type="submit" variant="primary" pending={prepare.isPending}>
          Prepare lesson
        </Button>
      </div>
    </form>
  );
}
