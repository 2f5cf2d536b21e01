import "server-only";
import { z } from "zod";

const portRangeSchema = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, "two ports with a dash between, such as 24000-27999")
  .transform((text) => {
    const [first = 0, last = 0] = text.split("-").map(Number);
    return { first, last };
  })
  .refine(({ first, last }) => first >= 1 && first <= last && last <= 65_535, "first port ≤ last port ≤ 65535");

const mebibyte = 1024 * 1024;

/** Beyond this, a timer of Node's goes off at once. */
const longestTimerMs = 2 ** 31 - 1;

const milliseconds = (fallback: number) => z.coerce.number().int().min(1).max(longestTimerMs).default(fallback);

/** Minutes; a fraction is allowed. */
const minutes = (fallback: number) =>
  z.coerce
    .number()
    .positive()
    .max(longestTimerMs / 60_000)
    .default(fallback);

const wholeNumber = (fallback: number, minimum = 1) => z.coerce.number().int().min(minimum).default(fallback);

/** The environment variables that Carrel reads, with their defaults. README's table lists the same. */
const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// address of Carrel's own database" }),
  CARREL_INSTANCE: z.string().regex(/^[a-z0-9][a-z0-9-]{2,30}$/, "3 to 31 of a-z, 0-9 and -"),
  CARREL_SECRET: z.string().min(32, "at least 32 characters"),
  CARREL_URL: z.url({ protocol: /^https?$/, error: "an http:// or https:// address" }).optional(),
  CARREL_DEMO: z.enum(["0", "1"]).default("1"),
  EXERCISE_IMAGE: z.string().min(1),
  DOCKER_HOST: z.string().optional(),
  DOCKER_TIMEOUT_MS: milliseconds(20_000),
  SESSION_PORT_RANGE: portRangeSchema.prefault("24000-27999"),
  SESSION_BIND_ADDRESS: z.ipv4().default("127.0.0.1"),
  SESSION_MEMORY_MB: wholeNumber(256, 64),
  SESSION_CPUS: z.coerce.number().positive().default(1),
  SESSION_PIDS: wholeNumber(64, 16),
  SESSION_SHM_MB: wholeNumber(32, 8),
  SESSION_FILE_SIZE_MB: wholeNumber(512, 16),
  SESSION_START_TIMEOUT_MS: milliseconds(30_000),
  SESSION_RETENTION_DAYS: wholeNumber(7),
  SESSION_IDLE_HIBERNATE_MIN: minutes(30),
  SESSION_IDLE_YIELD_MIN: minutes(2),
  SESSION_MAX_LIVE: wholeNumber(500),
  SESSION_MAX_PER_STUDENT: wholeNumber(10),
  SESSION_DISK_MB: wholeNumber(512, 128),
  SESSION_MEMORY_RESERVE_MB: wholeNumber(32),
  FLEET_MEMORY_MB: z.coerce.number().int().min(256).optional(),
  HOST_DISK_MIN_MB: wholeNumber(1024, 0),
  QUERY_TIMEOUT_MS: milliseconds(10_000),
  QUERY_MAX_ROWS: wholeNumber(1_000),
  QUERY_MAX_RESULT_BYTES: wholeNumber(16 * 1024 * 1024),
  QUERY_MAX_SQL_BYTES: wholeNumber(1024 * 1024),
  QUERIES_PER_MINUTE: wholeNumber(600),
  LOGIN_FAILURES_PER_15_MIN: wholeNumber(10),
  POOL_FLOOR: wholeNumber(2, 0),
  POOL_MAX: wholeNumber(16, 0),
  KEEPER_INTERVAL_MS: milliseconds(5_000),
  KEEPER_LEASE_MS: milliseconds(15_000),
  KEEPER_SETTLE_MS: z.coerce.number().int().min(0).max(longestTimerMs).default(30_000),
  METRICS_TOKEN: z.string().min(16, "at least 16 characters").optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

/**
 * Reads Carrel's configuration. Units are in the names.
 * @throws Error that names every bad variable at once.
 */
export function loadConfig(environment: Record<string, string | undefined> = process.env) {
  const parsed = environmentSchema.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`Carrel's environment is not right:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    instance: env.CARREL_INSTANCE,
    secret: env.CARREL_SECRET,
    publicUrl: env.CARREL_URL ?? null,
    demo: env.CARREL_DEMO === "1",
    logLevel: env.LOG_LEVEL,
    docker: { host: env.DOCKER_HOST ?? null, timeoutMs: env.DOCKER_TIMEOUT_MS },
    pool: { floor: env.POOL_FLOOR, ceiling: env.POOL_MAX },
    keeper: { intervalMs: env.KEEPER_INTERVAL_MS, leaseMs: env.KEEPER_LEASE_MS, settleMs: env.KEEPER_SETTLE_MS },
    metricsToken: env.METRICS_TOKEN ?? null,
    capacity: {
      maxLive: env.SESSION_MAX_LIVE,
      maxPerStudent: env.SESSION_MAX_PER_STUDENT,
      memoryReserveBytes: env.SESSION_MEMORY_RESERVE_MB * mebibyte,
      memoryBudgetBytes: env.FLEET_MEMORY_MB === undefined ? null : env.FLEET_MEMORY_MB * mebibyte,
      minFreeDiskBytes: env.HOST_DISK_MIN_MB * mebibyte,
    },
    idle: { hibernateMs: env.SESSION_IDLE_HIBERNATE_MIN * 60_000, yieldMs: env.SESSION_IDLE_YIELD_MIN * 60_000 },
    session: {
      image: env.EXERCISE_IMAGE,
      portRange: env.SESSION_PORT_RANGE,
      bindAddress: env.SESSION_BIND_ADDRESS,
      memoryBytes: env.SESSION_MEMORY_MB * mebibyte,
      cpus: env.SESSION_CPUS,
      pids: env.SESSION_PIDS,
      shmBytes: env.SESSION_SHM_MB * mebibyte,
      fileSizeBytes: env.SESSION_FILE_SIZE_MB * mebibyte,
      diskBytes: env.SESSION_DISK_MB * mebibyte,
      startTimeoutMs: env.SESSION_START_TIMEOUT_MS,
      retentionMs: env.SESSION_RETENTION_DAYS * 24 * 60 * 60 * 1000,
    },
    query: {
      timeoutMs: env.QUERY_TIMEOUT_MS,
      maxRows: env.QUERY_MAX_ROWS,
      maxResultBytes: env.QUERY_MAX_RESULT_BYTES,
      maxSqlBytes: env.QUERY_MAX_SQL_BYTES,
      perMinute: env.QUERIES_PER_MINUTE,
    },
    login: { failuresPer15Min: env.LOGIN_FAILURES_PER_15_MIN },
  };
}

/** `NAME=` in an .env file means "not set". */
function withoutEmpty(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ""),
  );
}
