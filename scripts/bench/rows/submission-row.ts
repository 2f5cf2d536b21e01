import type { Bench } from "../bench";
import type { MeasuredRow } from "../row-result";
import { runInParallel } from "../run-in-parallel";
import { summarize } from "../statistics";

const buildTimeoutMs = 120_000;
const classSize = 30;

/** Starting and ending sessions is not what is measured. */
const preparedAtOnce = 4;

/** Checking an answer on three sets of rows, alone and with a class that submits at once. */
export async function measureSubmissionRow(bench: Bench): Promise<MeasuredRow> {
  const { database, exercises, quick, report } = bench;
  await database.setHiddenData({ exerciseId: exercises[0], sets: 2, timeoutMs: buildTimeoutMs });
  const student = await bench.signIns.student();
  const { session } = await student.start(exercises[0]);
  const repetitions = quick ? 10 : 50;
  const alone: number[] = [];
  for (let index = -3; index < repetitions; index++) {
    report(`submission ${index + 1} of ${repetitions}`);
    const { ms } = await student.submit(session.id, `SELECT title FROM book -- ${index}`);
    if (index >= 0) alone.push(ms);
  }
  await student.end(session.id);
  const atOnce = await submitAtOnce(bench, quick ? 5 : classSize);
  await database.setHiddenData({ exerciseId: exercises[0], sets: 0, timeoutMs: buildTimeoutMs });
  const submission = summarize({ label: "one at a time", samples: alone });
  return {
    row: "submission",
    title: "An answer checked on three sets of rows: `POST …/submissions` until the verdict",
    method: [
      "Two hidden sets, each as large as the visible one. The reference has run before; the answer is another text each time.",
      "Then a class, each with a session, submits in one moment; each one's time is until their own verdict.",
    ],
    goals: [{ label: "p50", unit: "ms", actual: submission.p50, atMost: 150 }],
    series: [submission, summarize({ label: `${atOnce.length} in one moment`, samples: atOnce })],
  };
}

async function submitAtOnce(bench: Bench, count: number): Promise<number[]> {
  const students = await bench.signIns.students(count);
  const started = await runInParallel({
    items: students,
    atOnce: preparedAtOnce,
    work: async (student) => ({ student, session: (await student.start(bench.exercises[0])).session }),
  });
  const answers = await Promise.all(
    started.map(({ student, session }) => student.submit(session.id, "SELECT title FROM book")),
  );
  await runInParallel({
    items: started,
    atOnce: preparedAtOnce,
    work: ({ student, session }) => student.end(session.id),
  });
  return answers.map(({ ms }) => ms);
}
