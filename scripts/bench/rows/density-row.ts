import { setTimeout as delay } from "node:timers/promises";
import type { Bench } from "../bench";
import type { CarrelClient } from "../carrel-client";
import { type FleetMemory, readFleetMemory } from "../fleet-memory";
import type { MeasuredRow } from "../row-result";
import { runInParallel } from "../run-in-parallel";
import { summarize } from "../statistics";

const startsAtOnce = 4;
const queriesPerSecond = 50;
const megabyte = 1_000_000;

interface LiveSession {
  student: CarrelClient;
  sessionId: string;
}

/** Many live sessions: what each takes of the memory, and how quick queries are among so many. */
export async function measureDensityRow(bench: Bench): Promise<MeasuredRow> {
  const { docker, config, quick, report } = bench;
  const wanted = quick ? 60 : 500;
  const students = await bench.signIns.students(Math.ceil(wanted / bench.exercises.length));
  const fleet = { docker, instance: config.instance };
  const before = await readFleetMemory(fleet);
  const sessions = await startSessions(bench, students, wanted);
  const count = sessions.length;
  report("counting memory");
  const fresh = await readFleetMemory(fleet);
  const queryFirst = ({ student, sessionId }: LiveSession, index: number) => {
    report(`first query of session ${index + 1} of ${count}`);
    return student.query(sessionId);
  };
  const firstQueries = await runInParallel({ items: sessions, atOnce: startsAtOnce, work: queryFirst });
  const used = await readFleetMemory(fleet);
  const load = await queryAtRandom(bench, sessions);
  const perSession = (after: FleetMemory) => growthOf(before, after) / count / megabyte;
  const queries = summarize({
    label: `\`SELECT 1\` among ${count} sessions, ${queriesPerSecond} a second`,
    samples: load,
  });
  return {
    row: "density",
    title: `${count} live sessions on this machine`,
    method: [
      `\`POOL_MAX=0\`. ${count} sessions are started and left alone. Counted before and after: the containers' memory as ` +
        "`docker stats` shows it, the proportional share of their containerd-shims and docker-proxies, and the growth of dockerd, " +
        "containerd, web server, keeper and Carrel's own database. Then each session is asked one `SELECT 1`, which " +
        "opens its console, and memory is counted again.",
      `After that, ${queriesPerSecond} sessions a second, picked at random, are asked a \`SELECT 1\`, whether the ones before were ` +
        "answered or not.",
    ],
    goals: [
      { label: "memory for each idle live session", unit: "MB", actual: perSession(fresh), atMost: 13 },
      { label: "query p95 among them", unit: "ms", actual: queries.p95, atMost: 50 },
      { label: "live sessions", unit: "", actual: count, atLeast: 500 },
    ],
    series: [queries, summarize({ label: "first query of each session", samples: firstQueries.map(({ ms }) => ms) })],
    notes: [
      `Memory for each session after its start: ${partsInWords(before, fresh, count)}.`,
      `Memory for each session with an open console: ${partsInWords(before, used, count)}.`,
      ...(fresh.isExact
        ? []
        : ["Shared pages of Docker's processes are counted in full: their share is shown to root alone."]),
    ],
  };
}

/** As many as are wanted, or as many as the machine lets in. */
async function startSessions({ exercises, report }: Bench, students: readonly CarrelClient[], wanted: number) {
  const desks = exercises
    .flatMap((exerciseId) => students.map((student) => ({ student, exerciseId })))
    .slice(0, wanted);
  const work = async ({ student, exerciseId }: (typeof desks)[number], index: number): Promise<LiveSession[]> => {
    report(`start ${index + 1} of ${wanted}`);
    const started = await student.startIfThereIsRoom(exerciseId);
    return started ? [{ student, sessionId: started.session.id }] : [];
  };
  return (await runInParallel({ items: desks, atOnce: startsAtOnce, work })).flat();
}

/** Sends queries at a fixed rate, so that slow answers do not make the load smaller. */
async function queryAtRandom({ quick, report }: Bench, sessions: readonly LiveSession[]): Promise<number[]> {
  const seconds = quick ? 10 : 60;
  const total = seconds * queriesPerSecond;
  const startedAt = performance.now();
  const answers: Promise<{ ms: number }>[] = [];
  for (let index = 0; index < total; index++) {
    await delay(Math.max(0, startedAt + (index * 1000) / queriesPerSecond - performance.now()));
    if (index % queriesPerSecond === 0) report(`query ${index} of ${total}`);
    const session = sessions[Math.floor(Math.random() * sessions.length)];
    if (session) answers.push(session.student.query(session.sessionId));
  }
  return (await Promise.all(answers)).map(({ ms }) => ms);
}

const counted = ["sessions", "shims", "proxies", "engine", "carrel"] as const;
const words = {
  sessions: "container",
  shims: "containerd-shim",
  proxies: "docker-proxy",
  engine: "growth of dockerd and containerd",
  carrel: "growth of Carrel's own processes",
};

/** What a process gave back meanwhile is no one session's merit. */
function grownBy(before: FleetMemory, after: FleetMemory, part: (typeof counted)[number]): number {
  return Math.max(0, after[part] - before[part]);
}

function growthOf(before: FleetMemory, after: FleetMemory): number {
  return counted.reduce((sum, part) => sum + grownBy(before, after, part), 0);
}

function partsInWords(before: FleetMemory, after: FleetMemory, count: number): string {
  const figure = (bytes: number) => (bytes / count / megabyte).toFixed(2);
  const files = figure(after.sessionFiles - before.sessionFiles);
  const parts = counted.map(
    (part) =>
      `${words[part]} ${figure(grownBy(before, after, part))}${part === "sessions" ? `, ${files} of it cached files` : ""}`,
  );
  const fall = figure(before.available - after.available);
  return `${figure(growthOf(before, after))} MB (${parts.join(", ")}; the machine's available memory fell by ${fall})`;
}
