import type { Bench } from "../bench";
import type { MeasuredRow } from "../row-result";
import { summarize } from "../statistics";
import { timed } from "../timed";

/** A start with no pool, against `docker run` of the same image. */
export async function measureColdRow(bench: Bench): Promise<MeasuredRow> {
  const { baselines, exercises, quick, report } = bench;
  const student = await bench.signIns.student();
  const repetitions = quick ? 4 : 15;
  const starts: number[] = [];
  const runs: number[] = [];
  // The first of each does not count.
  for (let index = -1; index < repetitions; index++) {
    report(`start ${index + 1} of ${repetitions}`);
    const { session, ms } = await student.start(exercises[0]);
    await student.end(session.id);
    const run = await timed(() => baselines.runTemplate());
    await baselines.remove(run.value);
    if (index < 0) continue;
    starts.push(ms);
    runs.push(run.ms);
  }
  const start = summarize({ label: "start, to `ready`", samples: starts });
  const run = summarize({ label: "`docker run` of the template, to the first `SELECT 1`", samples: runs });
  return {
    row: "cold",
    title: "A start with no pool: `POST …/start` until the answer with the session in state `ready`",
    method: [
      "`POOL_MAX=0`. One student starts and ends the same exercise; in turn with that, a container of the same template is " +
        "created and started through Docker's API with a session's limits, network and ports.",
    ],
    goals: [{ label: "p50, of `docker run`'s", unit: "×", actual: start.p50 / run.p50, atMost: 1.2 }],
    series: [start, run],
  };
}
