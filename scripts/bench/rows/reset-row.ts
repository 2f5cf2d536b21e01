import type { Bench } from "../bench";
import type { MeasuredRow } from "../row-result";
import { summarize } from "../statistics";

const refillTimeoutMs = 60_000;

/** A reset with the pool filled. */
export async function measureResetRow(bench: Bench): Promise<MeasuredRow> {
  const { config, database, exercises, quick, report } = bench;
  const student = await bench.signIns.student();
  const { session } = await student.start(exercises[0]);
  const repetitions = quick ? 5 : 20;
  const resets: number[] = [];
  const queries: number[] = [];
  for (let index = -1; index < repetitions; index++) {
    report(`reset ${index + 1} of ${repetitions}`);
    await student.query(session.id);
    await database.untilPoolIsFull({ count: config.pool.floor, timeoutMs: refillTimeoutMs });
    const { ms } = await student.reset(session.id);
    const query = await student.query(session.id);
    if (index < 0) continue;
    resets.push(ms);
    queries.push(query.ms);
  }
  await student.end(session.id);
  const reset = summarize({ label: "reset, to `ready`", samples: resets });
  return {
    row: "reset",
    title: "A reset with the pool filled: `POST …/reset` until the answer with the session in state `ready`",
    method: ["One session with an open console. Between two resets the pool is filled again, outside the timing."],
    goals: [{ label: "p50", unit: "ms", actual: reset.p50, atMost: 60 }],
    series: [reset, summarize({ label: "first `SELECT 1` after it, over HTTP", samples: queries })],
  };
}
