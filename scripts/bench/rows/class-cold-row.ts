import type { Session } from "@/lib/schemas/session";
import type { Bench } from "../bench";
import type { CarrelClient } from "../carrel-client";
import type { MeasuredRow } from "../row-result";
import { runInParallel } from "../run-in-parallel";
import { summarize } from "../statistics";
import { timed } from "../timed";

const parallelRuns = [4, 8, 16];
const removalsAtOnce = 4;

/** A whole class starts in the same moment and nothing waits for it, against as many bare `docker run`. */
export async function measureClassColdRow(bench: Bench): Promise<MeasuredRow> {
  const count = bench.quick ? 24 : 100;
  const students = await bench.signIns.students(count);
  const bare: { atOnce: number; perSecond: number }[] = [];
  const ofCarrel: { perSecond: number; eachMs: number[] }[] = [];
  for (const atOnce of parallelRuns) {
    bench.report(`${count} × docker run, ${atOnce} at a time`);
    bare.push({ atOnce, perSecond: await runBare(bench, count, atOnce) });
    // Once between the baselines in a quick run, after each of them otherwise.
    if (bench.quick && ofCarrel.length > 0) continue;
    bench.report(`${count} students start`);
    ofCarrel.push(await startTogether(bench, students));
  }
  const best = bare.reduce((one, other) => (other.perSecond > one.perSecond ? other : one));
  const rates = summarize({
    label: `${count} starts at once`,
    unit: "/s",
    samples: ofCarrel.map((one) => one.perSecond),
  });
  return {
    row: "class-cold",
    title: `${count} students at once, nothing prepared: \`POST …/start\` by all in one moment, until the last is ready`,
    method: [
      "`POOL_MAX=0`, and a request may wait as long as it takes (`SESSION_START_TIMEOUT_MS=180000`). The students have " +
        "signed in before. The rate is the number of sessions by the time until the last one is ready. In turn with that, as " +
        `many containers of the same template are run through Docker's API, ${parallelRuns.join(", ")} at a time, each until ` +
        "its first `SELECT 1`; the best of these rates counts. For a rate, p50 is the one that counts and p95 the better one.",
    ],
    goals: [
      {
        label: "rate (p50), of the best one of bare `docker run`",
        unit: "×",
        actual: rates.p50 / best.perSecond,
        atLeast: 0.9,
      },
    ],
    series: [
      rates,
      ...bare.map(({ atOnce, perSecond }) =>
        summarize({ label: `${count} × \`docker run\`, ${atOnce} at a time`, unit: "/s", samples: [perSecond] }),
      ),
      summarize({ label: "start of one student", samples: ofCarrel.flatMap(({ eachMs }) => eachMs) }),
    ],
  };
}

async function runBare({ baselines }: Bench, count: number, atOnce: number): Promise<number> {
  const places = Array.from({ length: count });
  const { value: containers, ms } = await timed(() =>
    runInParallel({ items: places, atOnce, work: () => baselines.runTemplate() }),
  );
  const remove = (container: { id: string }) => baselines.remove(container);
  await runInParallel({ items: containers, atOnce: removalsAtOnce, work: remove });
  return (count / ms) * 1000;
}

async function startTogether({ exercises }: Bench, students: readonly CarrelClient[]) {
  const { value: started, ms } = await timed(() => Promise.all(students.map((student) => student.start(exercises[0]))));
  const end = async ({ session }: { session: Session }, index: number) => students[index]?.end(session.id);
  await runInParallel({ items: started, atOnce: removalsAtOnce, work: end });
  return { perSecond: (students.length / ms) * 1000, eachMs: started.map(({ ms: own }) => own) };
}
