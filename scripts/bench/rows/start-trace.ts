import { scramVerifier } from "@/lib/database-client/scram-verifier";
import type { Bench } from "../bench";
import type { CarrelClient } from "../carrel-client";
import { connectTo } from "../first-answer";
import type { Series } from "../row-result";
import { summarize } from "../statistics";
import { timed } from "../timed";

/** Measures by itself each part that a start is made of, as far as it can be done from outside. */
export async function traceStart(bench: Bench, student: CarrelClient): Promise<Series[]> {
  const { baselines, database, exercises } = bench;
  const stranger = bench.signIns.stranger();
  const container = await baselines.runTemplate();
  const access = { port: container.port, ...baselines.templateAccess };
  const { session } = await student.start(exercises[0]);
  const body = { exerciseId: exercises[0] };
  const verifiers = await Promise.all([scramVerifier(access.password), scramVerifier("another password")]);
  const setPasswords = `ALTER ROLE carrel PASSWORD '${verifiers[0]}'; ALTER ROLE student PASSWORD '${verifiers[1]}'`;
  const parts: [string, () => Promise<unknown>][] = [
    [
      "HTTP alone: a start by nobody, answered 401",
      () => stranger.call({ method: "POST", path: "/api/exercise-sessions/start", body }),
    ],
    ["HTTP, who it is, and the session's row: `GET …/:sessionId`", () => student.getSession(session.id)],
    [
      "a start that finds its session, answered 200",
      () => student.call({ method: "POST", path: "/api/exercise-sessions/start", body }),
    ],
    ["one statement that reads, in Carrel's database", () => database.read()],
    ["one transaction that writes, in Carrel's database", () => database.write()],
    ["Docker renames the running container", () => baselines.rename(container)],
    [
      "two passwords become SCRAM verifiers",
      () => Promise.all(verifiers.map((_, index) => scramVerifier(`password ${index}`))),
    ],
    ["the administrator connects to the container, and leaves", async () => (await connectTo(access)).end()],
    [
      "the administrator connects, sets both passwords, and leaves",
      async () => {
        const admin = await connectTo(access);
        await admin.query(setPasswords);
        await admin.end();
      },
    ],
  ];
  const repetitions = bench.quick ? 10 : 40;
  const measured: Series[] = [];
  for (const [label, work] of parts) measured.push(summarize({ label, samples: await repeat(repetitions, work) }));
  await student.end(session.id);
  await baselines.remove(container);
  return measured;
}

async function repeat(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  // The first time does not count.
  await work();
  for (let index = 0; index < count; index++) samples.push((await timed(work)).ms);
  return samples;
}
