import Docker from "dockerode";
import { z } from "zod";
import { loadConfig } from "@/lib/config/config";
import { composeServices } from "@/lib/services";
import { openDockerProxy } from "@/lib/testing/docker-proxy";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { CarrelClient } from "../bench/carrel-client";
import { CarrelDatabase } from "../bench/carrel-database";
import { ProcessWatch } from "./process-watch";
import { SoakFaults } from "./soak-faults";
import { SoakLedger } from "./soak-ledger";
import { SoakStudent } from "./soak-student";

const environmentSchema = z.object({
  SOAK_URL: z.url(),
  SOAK_MINUTES: z.coerce.number().positive(),
  SOAK_STUDENTS: z.coerce.number().int().positive(),
});

const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pids"), pids: z.array(z.number()) }),
  z.object({ kind: z.literal("begin") }),
  z.object({ kind: z.literal("stop") }),
]);

const sampleEveryMs = 5_000;
const reportEveryMs = 60_000;
const minuteMs = 60_000;
const demo = { email: "student@carrel.demo", password: "carrel-demo" };

/** Plays the students and the bad luck, tells each minute how things stand, and judges at the end. */
async function main(): Promise<void> {
  const { SOAK_URL: url, SOAK_MINUTES: minutes, SOAK_STUDENTS: count } = environmentSchema.parse(process.env);
  const stop = new AbortController();
  let pids: number[] = [];
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  process.on("message", (words) => {
    const message = messageSchema.parse(words);
    if (message.kind === "pids") pids = message.pids;
    else if (message.kind === "begin") begin();
    else stop.abort();
  });
  // Whoever started this process is gone, and with it web and keeper.
  process.on("disconnect", () => process.exit(1));
  const proxy = await openDockerProxy();
  process.send?.({ dockerHost: proxy.host });
  await begun;
  const ledger = new SoakLedger();
  const services = composeServices(loadConfig(), "soak");
  const students = await admitStudents({ url, count, ledger, signal: stop.signal });
  const docker = new Docker();
  const { instance } = services.config;
  const faults = new SoakFaults({ docker, proxy, ledger, instance, pids: () => pids, signal: stop.signal });
  const watches = [new ProcessWatch("web"), new ProcessWatch("keeper")];
  const sampling = setInterval(() => watches.forEach((watch, index) => void watch.look(pids[index])), sampleEveryMs);
  const startedAt = performance.now();
  const report = () => tell({ services, ledger, watches, startedAt });
  const reporting = setInterval(() => void report(), reportEveryMs);
  const over = setTimeout(() => stop.abort(), minutes * minuteMs);
  await Promise.all([faults.strike(), ...students.map((student) => student.study())]);
  for (const timer of [sampling, reporting]) clearInterval(timer);
  clearTimeout(over);
  await report();
  const leaks = await findLeaks({ ...services, docker });
  await Promise.all(students.map((student) => student.leave()));
  await services.close();
  await proxy.close();
  judge([...leaks, ...ledger.offences]);
}

async function admitStudents(options: { url: string; count: number; ledger: SoakLedger; signal: AbortSignal }) {
  const { url, count, ledger, signal } = options;
  const database = await CarrelDatabase.open(loadConfig().databaseUrl);
  const emails = await database.addStudents(count, demo.email);
  const { ids: exercises } = await database.readExercises();
  await database.close();
  const students: SoakStudent[] = [];
  for (const email of emails) {
    const client = new CarrelClient(url);
    await client.signIn(email, demo.password);
    students.push(new SoakStudent({ client, ledger, exercises, signal }));
  }
  return students;
}

interface Standing {
  services: ReturnType<typeof composeServices>;
  ledger: SoakLedger;
  watches: ProcessWatch[];
  startedAt: number;
}

async function tell({ services, ledger, watches, startedAt }: Standing): Promise<void> {
  const minutes = ((performance.now() - startedAt) / minuteMs).toFixed(1);
  console.log(`\n[${minutes} min] ${await fleetWords(services)}`);
  console.log(`  ${ledger.words()}\n  ${watches.map((watch) => watch.words()).join("\n  ")}`);
  if (ledger.offences.length > 0)
    console.log(`  offences: ${ledger.offences.length}, the last: ${ledger.offences.at(-1)}`);
}

async function fleetWords({ database, containers }: Standing["services"]): Promise<string> {
  try {
    const states = await database.exerciseSession.groupBy({ by: ["state"], _count: true });
    const pooled = await database.poolContainer.groupBy({ by: ["state"], _count: true });
    const listed = await containers.listContainers();
    const words = (groups: { state: string; _count: number }[]) =>
      groups.map(({ state, _count: count }) => `${count} ${state}`).join(", ") || "none";
    const running = listed.filter((container) => container.running).length;
    return `sessions: ${words(states)}; pool: ${words(pooled)}; containers: ${running} of ${listed.length} running`;
  } catch (error) {
    // The database is being restarted; the next report says more.
    return error instanceof Error ? `cannot look: ${error.message.split("\n").at(-1)}` : "cannot look";
  }
}

/** With the faults over, web and keeper have a minute to bring everything into order. */
async function findLeaks(carrel: Parameters<typeof expectNothingLeaked>[0]): Promise<string[]> {
  try {
    await expectNothingLeaked(carrel);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function judge(offences: string[]): void {
  console.log(offences.length === 0 ? "\n✓ nothing leaked, nothing was lost, no answer was out of place" : "");
  for (const offence of offences) console.log(`✗ ${offence}`);
  process.exit(offences.length === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});
