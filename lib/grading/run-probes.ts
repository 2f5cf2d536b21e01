import "server-only";
import { studentRole } from "@/lib/database-client/connect-client";
import type { Console } from "@/lib/database-client/console";
import type { Probe } from "@/lib/schemas/check-rules";
import type { ProbeOutcome } from "./observation";
import { errorOf, type GradeLimits, lastTable } from "./run-sql";

interface RunProbesOptions {
  /** A connection that the answer has not had. */
  console: Console;
  probes: Probe[];
  limits: GradeLimits;
}

/**
 * Tries each probe as its role, and takes back what it did, so that none depends on another. What is checked at the end of a
 * transaction is checked before.
 */
export async function runProbes({ console, probes, limits }: RunProbesOptions): Promise<ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = [];
  for (const probe of probes) {
    const role = `"${(probe.role ?? studentRole).replaceAll('"', '""')}"`;
    const begin = await console.run(`BEGIN; SET LOCAL ROLE ${role}`, limits);
    const response = errorOf(begin) ? begin : await console.run(probe.sql, limits);
    const deferred = errorOf(response) ? response : await console.run("SET CONSTRAINTS ALL IMMEDIATE", limits);
    await console.run("ROLLBACK", limits);
    const error = errorOf(deferred);
    outcomes.push({
      sqlState: error ? (error.sqlState ?? error.reason) : null,
      message: error?.message ?? null,
      result: error ? null : lastTable(response),
      waited: false,
    });
  }
  return outcomes;
}
