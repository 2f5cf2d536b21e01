import type { Bench } from "../bench";
import type { MeasuredRow } from "../row-result";
import { summarize } from "../statistics";
import { timed } from "../timed";
import { until } from "../until";

const sleepTimeoutMs = 60_000;

/** Waking a session that sleeps by a query, against `docker start` of a stopped container of the same template. */
export async function measureResumeRow(bench: Bench): Promise<MeasuredRow> {
  const { baselines, database, exercises, quick, report } = bench;
  const student = await bench.signIns.student();
  const { session } = await student.start(exercises[0]);
  const { containerName } = await database.readAccess(session.id);
  const twin = await baselines.runTemplate();
  const repetitions = quick ? 3 : 15;
  const resumes: number[] = [];
  const starts: number[] = [];
  for (let index = -1; index < repetitions; index++) {
    report(`resume ${index + 1} of ${repetitions}`);
    await baselines.stop(twin);
    await untilAsleep(bench, session.id, containerName);
    const resume = await student.query(session.id);
    const start = await timed(() => baselines.start(twin));
    if (index < 0) continue;
    resumes.push(resume.ms);
    starts.push(start.ms);
  }
  await baselines.remove(twin);
  await student.end(session.id);
  const resume = summarize({ label: "query of a sleeping session, over HTTP", samples: resumes });
  const start = summarize({ label: "`docker start`, to the first `SELECT 1`", samples: starts });
  return {
    row: "resume",
    title: "A session that sleeps is woken by a query: `POST …/query/:sessionId` with `SELECT 1` until its answer",
    method: [
      "Sessions fall asleep after a few seconds (`SESSION_IDLE_HIBERNATE_MIN=0.05`). Timed is the query that is sent when " +
        "the session is `hibernated` and its container stopped. In turn with that, a container of the same template that was " +
        "stopped in the same way is started through Docker's API.",
    ],
    goals: [{ label: "p50, of `docker start`'s", unit: "×", actual: resume.p50 / start.p50, atMost: 1.2 }],
    series: [resume, start],
  };
}

async function untilAsleep({ database, docker }: Bench, sessionId: string, containerName: string): Promise<void> {
  const isAsleep = async () => {
    if ((await database.readState(sessionId)) !== "hibernated") return false;
    return !(await docker.getContainer(containerName).inspect()).State.Running;
  };
  await until(isAsleep, { what: "the session's falling asleep", timeoutMs: sleepTimeoutMs });
}
