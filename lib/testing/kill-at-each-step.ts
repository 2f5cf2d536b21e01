import "server-only";
import { type KillPoint, killAt, recordSteps } from "./kill-at-step";
import type { VictimCommand } from "./victim-commands";
import type { VictimSupply } from "./victim-supply";

export interface KilledOperation<Subject> {
  /** What the operation is done to; made anew for each kill. */
  prepare: () => Promise<Subject>;
  command: (subject: Subject) => VictimCommand;
  /** So many are killed side by side. */
  width: number;
}

/** Does an operation once for each of its steps, each time by a process that is killed at that step. */
export async function killAtEachStep<Subject>(
  supply: VictimSupply,
  { prepare, command, width }: KilledOperation<Subject>,
): Promise<{ subject: Subject; point: KillPoint }[]> {
  const killed: { subject: Subject; point: KillPoint }[] = [];
  const points = await recordSteps(await supply.take(), command(await prepare()));
  const left = [...points];
  const worker = async () => {
    for (let point = left.shift(); point; point = left.shift()) {
      const [subject, victim] = [await prepare(), await supply.take()];
      await killAt(victim, point, command(subject));
      killed.push({ subject, point });
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return killed;
}
