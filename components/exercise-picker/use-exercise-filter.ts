"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type ExerciseFilter, readFilter, writeFilter } from "@/components/exercise-picker/exercise-filter";

/** The filter as state, so that typing is instant, copied to the address without asking the server for the page again. */
export function useExerciseFilter(): [ExerciseFilter, (change: Partial<ExerciseFilter>) => void] {
  const searchParams = useSearchParams();
  const [filter, setFilter] = useState(() => readFilter(searchParams));
  function changeFilter(change: Partial<ExerciseFilter>) {
    const next = { ...filter, ...change };
    setFilter(next);
    const query = writeFilter(next);
    window.history.replaceState(null, "", query === "" ? window.location.pathname : `?${query}`);
  }
  return [filter, changeFilter];
}
