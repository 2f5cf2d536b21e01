import "server-only";
import { AppError } from "@/lib/errors/app-error";
import type { Services } from "@/lib/services";

/** Counts a request that runs SQL, and refuses SQL that is too long. @throws AppError rate_limited or payload_too_large */
export async function admitSql(
  { queryGate, config }: Services,
  request: { userId: string; sql: string },
): Promise<void> {
  await queryGate.admit(request.userId);
  const { maxSqlBytes } = config.query;
  if (Buffer.byteLength(request.sql) <= maxSqlBytes) return;
  throw new AppError("payload_too_large", {
    publicMessage: `SQL of at most ${maxSqlBytes.toLocaleString("en")} bytes can be run at once.`,
  });
}
