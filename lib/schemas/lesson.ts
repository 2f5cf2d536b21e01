import * as z from "zod";

export const maxLessonStudents = 1_000;

/** A lesson that a teacher prepares: so many students, this exercise, then. */
export const createLessonBodySchema = z.object({
  /** Its id or its slug. */
  exerciseId: z.string().min(1).max(200),
  students: z.int().min(1).max(maxLessonStudents),
  /** ISO 8601, with the offset from UTC. */
  startsAt: z.iso.datetime({ offset: true }),
});
export type CreateLessonBody = z.infer<typeof createLessonBodySchema>;

export const lessonStateSchema = z.enum(["planned", "filling", "full", "short", "running", "over"]);
export type LessonState = z.infer<typeof lessonStateSchema>;

export const lessonSchema = z.object({
  id: z.string(),
  exercise: z.object({ id: z.string(), slug: z.string(), title: z.string() }),
  students: z.int(),
  startsAt: z.string(),
  /** From then on databases are started for it. */
  preparedFrom: z.string(),
  state: lessonStateSchema,
  /** Databases that wait for it, ready. */
  waiting: z.int(),
  /** Students who have not started yet. */
  wanted: z.int(),
  /** Since when it is full. */
  fullAt: z.string().optional(),
  /** Why it is short, or will be, in words. */
  reason: z.string().optional(),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** An exercise database whose containers do not start. */
export const databaseFaultSchema = z.object({
  slug: z.string(),
  title: z.string(),
  reason: z.string(),
  /** When Carrel tries again by itself. */
  retryAt: z.string(),
});
export type DatabaseFault = z.infer<typeof databaseFaultSchema>;
