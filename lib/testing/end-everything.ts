import "server-only";
import { expectNothingLeaked } from "./expect-nothing-leaked";
import type { TestInstallation } from "./test-installation";

/** Ends every session and empties the pool, and waits until no container is left. */
export async function endEverything(carrel: TestInstallation, options: { publisher?: number } = {}): Promise<void> {
  const sessions = await carrel.database.exerciseSession.findMany({ select: { id: true } });
  for (const { id } of sessions) await carrel.sessions.endExpired(id);
  await carrel.poolFiller.settled();
  for (const { name } of await carrel.pool.listAll()) await carrel.pool.remove(name);
  await expectNothingLeaked(carrel, { ...options, recover: () => carrel.keeper.keepSessions() });
}
