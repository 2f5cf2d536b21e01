import * as z from "zod";
import { sessionStateSchema } from "./session";

/** One thing that the keeper did in a round. The subject is a session's id, a container's name, a template's key. */
const keeperStepSchema = z.object({
  kind: z.string(),
  subject: z.string(),
  outcome: z.enum(["done", "failed"]),
  error: z.string().optional(),
});

/** What the keeper will do, or do again, and when; null: in its next round. */
const keeperNextStepSchema = z.object({
  kind: z.string(),
  subject: z.string(),
  dueAt: z.string().nullable(),
  /** How often it has failed so far. */
  failures: z.int().optional(),
  reason: z.string().optional(),
});

/** Null stands for what could not be read. */
const hostSchema = z.object({
  memoryTotalBytes: z.number().nullable(),
  memoryAvailableBytes: z.number().nullable(),
  diskFreeBytes: z.number().nullable(),
  cpus: z.int().nullable(),
});

/** The keeper's account of one round. Times are ISO 8601, UTC. */
export const keeperRoundSchema = z.object({
  at: z.string(),
  durationMs: z.number(),
  steps: z.array(keeperStepSchema),
  /** More than are listed, where it did very much. */
  stepCount: z.int().optional(),
  nextSteps: z.array(keeperNextStepSchema),
  /** What the round could not do at all, such as asking Docker. */
  error: z.string().nullable().default(null),
  host: hostSchema.nullable(),
  /** For the operator, in whole sentences. */
  warnings: z.array(z.string()),
  /** How many containers should wait, by template key. */
  poolWanted: z.record(z.string(), z.int()).default({}),
});
export type KeeperRound = z.infer<typeof keeperRoundSchema>;
/** A round as the keeper hands it over; what has a default may be left out. */
export type NewKeeperRound = z.input<typeof keeperRoundSchema>;

const fleetSessionSchema = z.object({
  id: z.string(),
  state: sessionStateSchema,
  queuePosition: z.int().nullable(),
  student: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  exercise: z.object({ slug: z.string(), title: z.string() }),
  containerName: z.string().nullable(),
  createdAt: z.string(),
  lastActiveAt: z.string(),
  /** Null while it does not run, or Docker was not asked yet. */
  memoryBytes: z.number().nullable(),
  /** Of one processor; 150 is one and a half. */
  cpuPercent: z.number().nullable(),
});
export type FleetSession = z.infer<typeof fleetSessionSchema>;

const fleetPoolSchema = z.object({
  templateKey: z.string(),
  /** Null where no exercise database has this template any more. */
  database: z.object({ slug: z.string(), title: z.string() }).nullable(),
  waiting: z.int(),
  starting: z.int(),
  wanted: z.int().nullable(),
  outOfService: z.object({ reason: z.string(), failures: z.int(), retryAt: z.string() }).nullable(),
});
export type FleetPool = z.infer<typeof fleetPoolSchema>;

const fleetCapacitySchema = z.object({
  /** Places in all, for sessions that run. */
  places: z.int(),
  /** SESSION_MAX_LIVE; more than `places` where the host's memory does not carry as many. */
  configuredPlaces: z.int(),
  taken: z.int(),
  hibernated: z.int(),
  queued: z.int(),
  pooled: z.int(),
  draining: z.boolean(),
  /** Why no start is let in; null: they are. */
  refusal: z.string().nullable(),
  host: hostSchema.nullable(),
});
export type FleetCapacity = z.infer<typeof fleetCapacitySchema>;

const fleetSampleSchema = z.object({
  at: z.string(),
  running: z.int(),
  hibernated: z.int(),
  queued: z.int(),
  pooled: z.int(),
  capacity: z.int(),
  memoryBytes: z.number().nullable(),
  memoryTotalBytes: z.number().nullable(),
});
export type FleetSample = z.infer<typeof fleetSampleSchema>;

export const auditActionSchema = z.enum(["end_session", "wake_session", "drain_on", "drain_off"]);
export type AuditAction = z.infer<typeof auditActionSchema>;

const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actorName: z.string(),
  action: auditActionSchema,
  subject: z.string(),
  outcome: z.enum(["done", "failed"]),
  /** Why it failed, in the words that the actor saw. */
  reason: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const fleetKeeperSchema = z.object({
  active: z.boolean(),
  latest: keeperRoundSchema.nullable(),
  /** The last round in which there was something to do. */
  busy: keeperRoundSchema.nullable(),
});
export type FleetKeeper = z.infer<typeof fleetKeeperSchema>;

/** The whole installation at a moment, for an administrator: `GET /api/fleet`, and each "fleet" event of its stream. */
export const fleetSchema = z.object({
  at: z.string(),
  capacity: fleetCapacitySchema,
  warnings: z.array(z.string()),
  sessions: z.array(fleetSessionSchema),
  pool: z.array(fleetPoolSchema),
  keeper: fleetKeeperSchema,
  samples: z.array(fleetSampleSchema),
  audit: z.array(auditEntrySchema),
});
export type Fleet = z.infer<typeof fleetSchema>;

export const drainBodySchema = z.object({ draining: z.boolean() });
