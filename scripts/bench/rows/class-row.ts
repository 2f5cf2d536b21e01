import type { Session } from "@/lib/schemas/session";
import type { Bench } from "../bench";
import type { CarrelClient } from "../carrel-client";
import type { MeasuredRow } from "../row-result";
import { runInParallel } from "../run-in-parallel";
import { summarize } from "../statistics";
import { timed } from "../timed";

const prepareTimeoutMs = 10 * 60_000;

/** Ending sessions is not what is measured. */
const endsAtOnce = 4;

/** A whole class starts in the same moment, in a lesson that was prepared. */
export async function measureClassRow(bench: Bench): Promise<MeasuredRow> {
  const { exercises, quick } = bench;
  const count = quick ? 24 : 100;
  const students = await bench.signIns.students(count);
  const teacher = await bench.signIns.teacher();
  const waves: { allMs: number; eachMs: number[] }[] = [];
  // Each wave has an exercise of its own, because a student counts once for the lessons of one.
  for (const exerciseId of exercises.slice(0, quick ? 1 : 5)) {
    await teacher.prepareLesson({ exerciseId, students: count, startsAt: new Date().toISOString() });
    await untilPrepared(bench, count);
    waves.push(await startTogether(bench, students, exerciseId));
  }
  const each = summarize({ label: "start of one student", samples: waves.flatMap(({ eachMs }) => eachMs) });
  const all = summarize({ label: "until all are ready", samples: waves.map(({ allMs }) => allMs) });
  return {
    row: "class",
    title: `${count} students at once, the pool prepared for them: \`POST …/start\` by all in one moment`,
    method: [
      `A teacher prepares a lesson of ${count} students (\`POST /api/lessons\`). They have signed in before, and each has ` +
        `connections of their own. When ${count} containers wait and no more are being added, all send their request in the ` +
        "same moment. Then the sessions are ended, and another lesson is prepared for the next wave.",
    ],
    goals: [{ label: "all ready, in the slowest wave", unit: "s", actual: all.max / 1000, atMost: 2 }],
    series: [all, each],
  };
}

function untilPrepared({ database, report }: Bench, count: number): Promise<void> {
  const onCount = (ready: number) => report(`${ready} containers wait for ${count} students`);
  return database.untilPoolIsFull({ count, timeoutMs: prepareTimeoutMs, onCount });
}

async function startTogether({ report }: Bench, students: readonly CarrelClient[], exerciseId: string) {
  report(`${students.length} students start`);
  const { value: started, ms: allMs } = await timed(() =>
    Promise.all(students.map((student) => student.start(exerciseId))),
  );
  const end = async ({ session }: { session: Session }, index: number) => {
    report(`ending session ${index + 1} of ${started.length}`);
    await students[index]?.end(session.id);
  };
  await runInParallel({ items: started, atOnce: endsAtOnce, work: end });
  return { allMs, eachMs: started.map(({ ms }) => ms) };
}
