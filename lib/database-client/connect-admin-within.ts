import "server-only";
import pg from "pg";
import { AppError } from "@/lib/errors/app-error";
import { connectClient } from "./connect-client";
import { type AdminAccess, adminCredentials } from "./container-access";

interface ConnectAdminWithinOptions extends AdminAccess {
  /** The template's own administrator password, valid until this container gets its own; null once it surely has. */
  templatePassword: string | null;
}

/** A new PostgreSQL is asked again and again, ever less often: on a busy machine the asking would slow down its start. */
const firstRetryMs = 10;
const longestRetryMs = 50;
const retryGrowth = 1.25;

/**
 * Waits until PostgreSQL in a new container takes connections, and gets in as the administrator with the one password or
 * the other: a container that was opened before has its own already.
 * @throws AppError start_failed when `deadline`, by the process's clock, has passed
 */
export async function connectAdminWithin(options: ConnectAdminWithinOptions, deadline: number): Promise<pg.Client> {
  const { address, templatePassword, passwords } = options;
  let password = templatePassword ?? passwords.admin;
  for (let retryMs = firstRetryMs; ; retryMs = Math.min(retryMs * retryGrowth, longestRetryMs)) {
    try {
      const credentials = adminCredentials(address, password);
      return await connectClient({ credentials, applicationName: "carrel-access", connectTimeoutMs: 2_000 });
    } catch (error) {
      if (performance.now() > deadline) throw notReadyInTime(error);
      const isRefused = error instanceof pg.DatabaseError && error.code === "28P01";
      if (isRefused) password = password === passwords.admin ? (templatePassword ?? password) : passwords.admin;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

/** What a start ends with whose time is over. */
export function notReadyInTime(cause: unknown): AppError {
  return new AppError("start_failed", {
    publicMessage: "Your database did not start in time. Try again.",
    cause,
  });
}
