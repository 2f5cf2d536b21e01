import "server-only";
import type { Victim } from "./spawn-victim";
import type { VictimCommand } from "./victim-commands";

/**
 * A moment in a process's work: when its n-th call of Docker that changes something was carried out, or its n-th change
 * of the database, and it has not heard of that yet; or before the first of these.
 */
export interface KillPoint {
  kind: "docker" | "database" | "nothing";
  index: number;
  words: string;
}

/**
 * Lets a victim do its work undisturbed, and lists the moments in it at which the world is another one than before. The
 * moment after a step is the one before the next, and one that only looks changes nothing: neither is listed apart.
 */
export async function recordSteps(victim: Victim, command: VictimCommand): Promise<KillPoint[]> {
  const changes: string[] = [];
  victim.onDatabaseStep(({ moment, sql }) => {
    if (moment === "after" && changesSomething(sql)) changes.push(sql);
  });
  await victim.tell(command);
  await victim.tell({ kind: "rest" });
  await victim.kill();
  const calls = victim.docker.calls.filter(({ method }) => method !== "GET");
  return [
    { kind: "nothing", index: 0, words: "the beginning" },
    ...calls.map(({ method, path }, index) => ({ kind: "docker" as const, index, words: `${method} ${path}` })),
    ...changes.map((words, index) => ({ kind: "database" as const, index, words })),
  ];
}

/** Kills a victim at this moment of its work, or when it has finished without coming to it. */
export async function killAt(victim: Victim, point: KillPoint, command: VictimCommand): Promise<void> {
  const reached = point.kind === "docker" ? holdDocker(victim, point.index) : holdDatabase(victim, point);
  const finished = victim
    .tell(command)
    .then(() => victim.tell({ kind: "rest" }))
    .catch((error: unknown) => error);
  await Promise.race([reached, finished]);
  await victim.kill();
}

function holdDocker({ docker }: Victim, skip: number): Promise<unknown> {
  return docker.addRule({ match: { method: /^(?!GET)/ }, skip, action: { kind: "hold", when: "after" } }).arrived;
}

function holdDatabase(victim: Victim, { kind, index }: KillPoint): Promise<void> {
  const moment = kind === "nothing" ? "before" : "after";
  let seen = 0;
  return new Promise((resolve) => {
    victim.onDatabaseStep((step) => {
      if (step.moment !== moment || !changesSomething(step.sql) || seen++ !== index) return;
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
}

/** Transactions and plain reading change nothing; the functions of Carrel's database do. */
function changesSomething(sql: string): boolean {
  if (/^\s*(BEGIN|LISTEN)/i.test(sql)) return false;
  if (!/^\s*SELECT/i.test(sql)) return true;
  return /\b(admit_session|claim_pooled|wake_session|promote_queued|yield_place)\s*\(/.test(sql);
}
