import type { Bench } from "../bench";
import type { CarrelClient } from "../carrel-client";
import { readStartDurations } from "../read-start-durations";
import type { MeasuredRow } from "../row-result";
import { summarize } from "../statistics";
import { timed } from "../timed";
import { traceStart } from "./start-trace";

const refillTimeoutMs = 60_000;
const warmUps = 3;

/** A start with the pool filled, against containers without Carrel. */
export async function measureStartRow(bench: Bench): Promise<MeasuredRow> {
  const { baselines, quick, report } = bench;
  const student = await bench.signIns.student();
  const repetitions = quick ? 8 : 40;
  for (let index = 0; index < warmUps; index++) await startOnce(bench, student);
  const starts: { startMs: number; firstQueryMs: number; sessionId: string }[] = [];
  const runs: number[] = [];
  const initdbs: number[] = [];
  for (let index = 0; index < repetitions; index++) {
    report(`start ${index + 1} of ${repetitions}`);
    starts.push(await startOnce(bench, student));
    if (index % 2 === 0) runs.push(await baselineOnce(bench, () => baselines.runTemplate()));
    if (index % 4 === 0) initdbs.push(await baselineOnce(bench, () => baselines.runInitdb()));
  }
  report("the parts of a start, one by one");
  const inside = await readStartDurations(
    bench.webLogFile,
    starts.map(({ sessionId }) => sessionId),
  );
  const parts = await traceStart(bench, student);
  const start = summarize({ label: "start, to `ready`", samples: starts.map(({ startMs }) => startMs) });
  const run = summarize({ label: "`docker run` of the template, to the first `SELECT 1`", samples: runs });
  const initdb = summarize({ label: "`initdb` at the container's start, to the first `SELECT 1`", samples: initdbs });
  const first = summarize({
    label: "first `SELECT 1` of the session, over HTTP",
    samples: starts.map(({ firstQueryMs }) => firstQueryMs),
  });
  return {
    row: "start",
    title: "A start with the pool filled: `POST …/start` until the answer with the session in state `ready`",
    method: [
      "One student starts the same exercise again and again, after some starts that do not count. Between two starts the " +
        "session is ended and the pool filled again, outside the timing. Every session is asked a `SELECT 1` afterwards.",
      "Baselines, in turn with the starts: a container of the template, and one of the same packages whose entrypoint runs " +
        "`initdb` and then serves; both through Docker's API with a session's limits, network and ports.",
    ],
    goals: [
      { label: "p50", unit: "ms", actual: start.p50, atMost: 20 },
      { label: "p95", unit: "ms", actual: start.p95, atMost: 60 },
      { label: "faster than `initdb` at start (p50)", unit: "×", actual: initdb.p50 / start.p50, atLeast: 100 },
      { label: "faster than `docker run` (p50)", unit: "×", actual: run.p50 / start.p50, atLeast: 15 },
    ],
    series: [start, first, run, initdb],
    parts: [
      ...(inside.length > 0 ? [summarize({ label: "the same starts by the server's own log", samples: inside })] : []),
      ...parts,
    ],
  };
}

async function startOnce({ database, config, exercises }: Bench, student: CarrelClient) {
  await database.untilPoolIsFull({ count: config.pool.floor, timeoutMs: refillTimeoutMs });
  const { session, ms } = await student.start(exercises[0]);
  const query = await student.query(session.id);
  await student.end(session.id);
  return { startMs: ms, firstQueryMs: query.ms, sessionId: session.id };
}

async function baselineOnce(
  { baselines, database, config }: Bench,
  run: () => Promise<{ id: string }>,
): Promise<number> {
  // What refills the pool would run beside it.
  await database.untilPoolIsFull({ count: config.pool.floor, timeoutMs: refillTimeoutMs });
  const { value, ms } = await timed(run);
  await baselines.remove(value);
  return ms;
}
