import "server-only";
import { withoutSecrets } from "./without-secrets";

/** What pg, dockerode, Prisma and Node tell of an error beside its message. Whatever else hangs on it stays out of the log. */
const tellingKeys = [
  "code",
  "statusCode",
  "reason",
  "severity",
  "detail",
  "hint",
  "schema",
  "table",
  "column",
  "constraint",
  "errno",
  "syscall",
  "address",
  "port",
] as const;

const deepest = 5;

/** An error for the log: chosen fields, its causes, and no secret in any of them. */
export function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    ...tellingFields(error),
    stack: withoutSecrets(error.stack ?? ""),
    ...(depth < deepest ? causesOf(error, depth + 1) : {}),
  };
}

function tellingFields(error: Error): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of tellingKeys) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "string") fields[key] = withoutSecrets(value);
    if (typeof value === "number") fields[key] = value;
  }
  return fields;
}

function causesOf(error: Error, depth: number): Record<string, unknown> {
  const causes: Record<string, unknown> = {};
  if (error.cause !== undefined) causes.cause = serializeError(error.cause, depth);
  if (error instanceof AggregateError) causes.errors = error.errors.map((one) => serializeError(one, depth));
  return causes;
}
