import { standingOf } from "@/components/exercise-picker/course-progress";
import { matchesWords } from "@/components/exercise-picker/matches-words";
import type { PickerExercise } from "@/components/exercise-picker/picker-exercise";
import type { ExerciseProgress } from "@/lib/schemas/progress";

/** How far the student has come with the exercises that are shown. */
export const wantedStandings = { unsolved: "Not solved", begun: "Begun", solved: "Solved" };
export type WantedStanding = keyof typeof wantedStandings;

export interface ExerciseFilter {
  search: string;
  topic: string | null;
  difficulty: number | null;
  standing: WantedStanding | null;
}

export const noFilter: ExerciseFilter = { search: "", topic: null, difficulty: null, standing: null };

/** The filter lives in the address, so that it can be bookmarked, shared and come back to. */
export function readFilter(params: URLSearchParams): ExerciseFilter {
  const difficulty = Number(params.get("difficulty"));
  return {
    search: params.get("q") ?? "",
    topic: params.get("topic") || null,
    difficulty: Number.isInteger(difficulty) && difficulty >= 1 && difficulty <= 5 ? difficulty : null,
    standing: toWantedStanding(params.get("standing")),
  };
}

export function toWantedStanding(text: string | null): WantedStanding | null {
  return text === "unsolved" || text === "begun" || text === "solved" ? text : null;
}

export function writeFilter({ search, topic, difficulty, standing }: ExerciseFilter): string {
  const params = new URLSearchParams();
  if (search !== "") params.set("q", search);
  if (topic !== null) params.set("topic", topic);
  if (difficulty !== null) params.set("difficulty", String(difficulty));
  if (standing !== null) params.set("standing", standing);
  return params.toString();
}

/** Every word of the search must be found somewhere in the exercise; capitals and accents do not matter. */
export function filterExercises(
  exercises: PickerExercise[],
  filter: ExerciseFilter,
  progress: ExerciseProgress[],
): PickerExercise[] {
  return exercises.filter((exercise) => {
    if (filter.standing !== null && !isAt(filter.standing, exercise, progress)) return false;
    if (filter.topic !== null && exercise.topic !== filter.topic) return false;
    if (filter.difficulty !== null && exercise.difficulty !== filter.difficulty) return false;
    const text = [exercise.title, exercise.topic, exercise.databaseTitle, exercise.excerpt].join(" ");
    return matchesWords(filter.search, text);
  });
}

function isAt(wanted: WantedStanding, exercise: PickerExercise, progress: ExerciseProgress[]): boolean {
  const standing = standingOf(exercise, progress);
  return wanted === "unsolved" ? standing !== "solved" : standing === wanted;
}

/** Topics in the order in which their first exercise comes. */
export function groupByTopic(exercises: PickerExercise[]): [topic: string, exercises: PickerExercise[]][] {
  const groups = new Map<string, PickerExercise[]>();
  for (const exercise of exercises) {
    const group = groups.get(exercise.topic);
    if (group === undefined) groups.set(exercise.topic, [exercise]);
    else group.push(exercise);
  }
  return [...groups];
}
