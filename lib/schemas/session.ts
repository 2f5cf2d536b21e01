import * as z from "zod";

export const sessionStateSchema = z.enum(["queued", "starting", "ready", "hibernated", "ended", "failed"]);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** One student's one container for one exercise, as the HTTP contract shows it. Times are ISO 8601, UTC. */
export const sessionSchema = z.object({
  id: z.string(),
  exerciseId: z.string(),
  studentId: z.string(),
  state: sessionStateSchema,
  containerName: z.string().nullable(),
  port: z.int().nullable(),
  queuePosition: z.int().nullable(),
  createdAt: z.string(),
  lastActiveAt: z.string(),
  expiresAt: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

export const startSessionBodySchema = z.object({
  exerciseId: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\0\p{Surrogate}]*$/u, "text without a NUL"),
});

/** The named steps of a start, in order. The page shows them as they pass. */
export const startStages = ["container", "postgres", "access"] as const;
export const startStageSchema = z.enum(startStages);
export type StartStage = z.infer<typeof startStageSchema>;

/** One message of the event stream `GET /api/exercise-sessions/:id/events` (event name: "session"). */
export const sessionEventSchema = z.object({
  session: sessionSchema,
  stage: startStageSchema.nullable(),
  queuePosition: z.int().nullable(),
  /** Until the session ends by itself, if nobody uses it. */
  timeLeftMs: z.int(),
  /** So long after the student has left, an unused session falls asleep; its data stays. */
  sleepsAfterMs: z.int(),
  /** It was ready before: a start now wakes it, with what is in it. */
  hasRun: z.boolean(),
  /** When it was put to sleep because its disk was full; null where another sleep or a reset came after it. ISO 8601, UTC. */
  diskSleepAt: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type SessionEvent = z.infer<typeof sessionEventSchema>;

/** `GET /api/exercise-sessions/:id/connection`: for psql and other clients. */
export const connectionSchema = z.object({
  host: z.string(),
  port: z.int(),
  database: z.string(),
  user: z.string(),
  password: z.string(),
  /** The same in one line. */
  uri: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** A live session as a teacher's dashboard shows it. */
export const classSessionSchema = z.object({
  session: sessionSchema,
  student: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  exercise: z.object({ id: z.string(), slug: z.string(), title: z.string() }),
});
export type ClassSession = z.infer<typeof classSessionSchema>;
