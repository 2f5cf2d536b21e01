import "server-only";
import pino, { type Logger } from "pino";

export type Log = Logger;

/** The structured log on standard output. What may hold a secret is never passed to it; these names are cut all the same. */
export function openLog(options: { level: string; name: string }): Log {
  return pino({
    name: options.name,
    level: options.level,
    redact: {
      paths: ["password", "*.password", "*.studentPassword", "*.adminPassword", "*.secret", "headers.cookie"],
      remove: true,
    },
  });
}
