"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { countWords } from "@/components/authoring/attempt-words";
import { CourseEmpty } from "@/components/authoring/course-empty";
import { DeleteExerciseDialog } from "@/components/authoring/delete-exercise-dialog";
import { ExerciseListRow } from "@/components/authoring/exercise-list-row";
import { standingWords } from "@/components/authoring/gate-standing";
import { ListHeading } from "@/components/authoring/list-heading";
import { ListTable } from "@/components/authoring/list-table";
import { matchesWords } from "@/components/exercise-picker/matches-words";
import { buttonClass } from "@/components/ui/button-class";
import { SearchField } from "@/components/ui/search-field";
import type { ExerciseSummary } from "@/lib/schemas/authored-exercise";

/** All exercises of the course, drafts too, in its order. */
export function ExerciseList({ exercises }: { exercises: ExerciseSummary[] }) {
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState<ExerciseSummary | null>(null);
  const shown = exercises.filter((exercise) => matchesWords(search, wordsOf(exercise)));
  const drafts = exercises.filter(({ published }) => !published).length;
  return (
    <>
      <div className="mt-6 mb-4 flex flex-wrap items-center gap-3">
        <p className="mr-auto text-ink-muted tabular-nums" aria-live="polite">
          {search === ""
            ? `${countWords(exercises.length, "exercise")}${drafts === 0 ? "" : `, ${countWords(drafts, "draft")}`}`
            : `${shown.length} of ${countWords(exercises.length, "exercise")}`}
        </p>
        <SearchField label="Search the exercises" value={search} onChange={setSearch} />
        <Link href="/course/exercises/new" className={buttonClass({ variant: "primary" })}>
          <Plus aria-hidden className="size-4" />
          New exercise
        </Link>
      </div>
      {exercises.length === 0 ? (
        <CourseEmpty title="No exercises yet">Write the first one, or bring a course from files.</CourseEmpty>
      ) : shown.length === 0 ? (
        <CourseEmpty title="No exercise matches">Try fewer words.</CourseEmpty>
      ) : (
        <ListTable
          caption="Exercises"
          headings={
            <>
              <ListHeading align="right" from="sm">
                No.
              </ListHeading>
              <ListHeading>Exercise</ListHeading>
              <ListHeading from="md">Topic</ListHeading>
              <ListHeading from="lg">Kind</ListHeading>
              <ListHeading from="lg">Database</ListHeading>
              <ListHeading from="sm">State</ListHeading>
              <ListHeading align="right" from="md">
                Answers
              </ListHeading>
              <ListHeading isSilent>Action</ListHeading>
            </>
          }
        >
          {shown.map((exercise) => (
            <ExerciseListRow key={exercise.id} exercise={exercise} onDelete={() => setAsked(exercise)} />
          ))}
        </ListTable>
      )}
      <DeleteExerciseDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function wordsOf(exercise: ExerciseSummary): string {
  const { title, slug, topic, kind, database } = exercise;
  return [title, slug, topic, kind, database.title, standingWords(exercise)].join(" ");
}
