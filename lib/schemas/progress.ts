/** How far a student has come with an exercise that they have begun. Made by Carrel for its own page, and parsed by nobody. */
export interface ExerciseProgress {
  exerciseId: string;
  isSolved: boolean;
  /** When they last worked on it. */
  lastAt: string;
}
