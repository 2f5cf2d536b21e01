import type { ExerciseUse } from "@/lib/schemas/authored-exercise";

/** "34 answers of 12 students". */
export function attemptWords({ attempts, students }: Pick<ExerciseUse, "attempts" | "students">): string {
  if (attempts === 0) return "no answers yet";
  return `${countWords(attempts, "answer")} of ${countWords(students, "student")}`;
}

export function countWords(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
