import "server-only";
import pino, { type DestinationStream, type Logger } from "pino";
import { serializeError } from "./serialize-error";

export type Log = Logger;

const secretKeys = [
  "password",
  "studentPassword",
  "adminPassword",
  "secret",
  "token",
  "authorization",
  "cookie",
  "databaseUrl",
  "DATABASE_URL",
  "CARREL_SECRET",
  "METRICS_TOKEN",
];

/** Wildcards of pino's stand for one level each. */
const secretPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/**
 * The structured log, on standard output. What may hold a secret is never passed to it; these names are cut all the
 * same, and errors, which others have written, are searched.
 */
export function openLog(options: { level: string; name: string; destination?: DestinationStream }): Log {
  const { level, name, destination } = options;
  const settings = {
    name,
    level,
    serializers: { err: (error: unknown) => serializeError(error) },
    redact: { paths: secretPaths, remove: true },
  };
  return destination ? pino(settings, destination) : pino(settings);
}
