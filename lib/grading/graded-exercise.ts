import "server-only";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";

/** All that checking an answer needs to know of an exercise; also of a draft that is not stored yet. */
export interface GradedExercise {
  kind: ExerciseKind;
  databaseId: string;
  solutionSql: string;
  check: CheckRules;
}
