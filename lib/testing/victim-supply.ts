import "server-only";
import { bundleVictim } from "./bundle-victim";
import { spawnVictim, type Victim } from "./spawn-victim";

export type VictimSupply = Awaited<ReturnType<typeof openVictimSupply>>;

/** Victims of one installation. They take a second to start, so some are kept `ahead` of need. */
export async function openVictimSupply(options: { environment: Record<string, string | undefined>; ahead: number }) {
  const { environment, ahead } = options;
  const { file, remove } = await bundleVictim();
  const spawn = () => {
    const victim = spawnVictim({ file, environment });
    // Whoever takes it hears of the failure.
    victim.catch(() => undefined);
    return victim;
  };
  const waiting: Promise<Victim>[] = Array.from({ length: ahead }, spawn);
  return {
    take: (): Promise<Victim> => {
      waiting.push(spawn());
      return waiting.shift() ?? spawn();
    },
    close: async () => {
      await Promise.all(waiting.map(async (victim) => (await victim).kill()));
      await remove();
    },
  };
}
