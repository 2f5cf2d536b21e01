import "server-only";
import { AppError } from "@/lib/errors/app-error";

/** The HTTP status with which Docker refused, or null where it did not answer at all. */
export function dockerStatusOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("statusCode" in error)) return null;
  return typeof error.statusCode === "number" ? error.statusCode : null;
}

/** "Docker did not answer or failed", which is never the same as "there is no such container". */
export function dockerUnavailable(cause: unknown): AppError {
  return new AppError("docker_unavailable", {
    publicMessage: "The machine that runs the databases does not answer. Nothing is lost; try again in a moment.",
    cause,
  });
}

/** Docker answers that there is no such container, as the cause of an AppError. */
export class ContainerGoneError extends Error {
  constructor(name: string) {
    super(`container ${name} is gone`);
    this.name = "ContainerGoneError";
  }
}

/**
 * Runs one Docker call in which some statuses are expected (304, 404, 409).
 * @returns the call's value, or null where Docker answered with an expected status
 * @throws AppError docker_unavailable for everything else
 */
export async function askDocker<T>(call: () => Promise<T>, expected: readonly number[] = []): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    requireExpected(error, expected);
    return null;
  }
}

/**
 * The same for a call whose value says nothing.
 * @returns null where Docker did what it was told, or the expected status with which it refused
 * @throws AppError docker_unavailable for everything else
 */
export async function tellDocker(
  call: () => Promise<unknown>,
  expected: readonly number[] = [],
): Promise<number | null> {
  try {
    await call();
    return null;
  } catch (error) {
    return requireExpected(error, expected);
  }
}

function requireExpected(error: unknown, expected: readonly number[]): number {
  const status = dockerStatusOf(error);
  if (status === null || !expected.includes(status)) throw dockerUnavailable(error);
  return status;
}
