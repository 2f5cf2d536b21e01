"use client";

import { DatabaseForm } from "@/components/authoring/database-form";
import { FormSkeleton } from "@/components/authoring/form-skeleton";
import { readRefusal, untypedWords } from "@/components/authoring/read-refusal";
import { useDatabase } from "@/components/authoring/use-databases";
import { Button } from "@/components/ui/button";
import type { DatabaseExercise } from "@/lib/schemas/exercise-database";

interface DatabasePageProps {
  id: string;
  exercises: DatabaseExercise[];
  viewerId: string;
}

/** Its SQL may be megabytes, so it comes after the page. */
export function DatabasePage({ id, exercises, viewerId }: DatabasePageProps) {
  const { data, error, refetch, isFetching } = useDatabase(id);
  if (data !== undefined) return <DatabaseForm database={data} exercises={exercises} viewerId={viewerId} />;
  if (error === null) return <FormSkeleton label="Loading the database" />;
  return (
    <div role="alert" className="mt-6 max-w-md text-base">
      <p>{readRefusal(error, untypedWords).message}</p>
      <Button variant="primary" pending={isFetching} onClick={() => void refetch()} className="mt-6">
        Try again
      </Button>
    </div>
  );
}
