import type { Bench } from "../bench";
import { connectTo } from "../first-answer";
import type { MeasuredRow } from "../row-result";
import { summarize } from "../statistics";
import { timed } from "../timed";

const warmUps = 100;

/** `SELECT 1` over HTTP, against the same statement over a connection straight to the same PostgreSQL. */
export async function measureQueryRow(bench: Bench): Promise<MeasuredRow> {
  const { database, exercises, quick, report } = bench;
  const student = await bench.signIns.student();
  const { session } = await student.start(exercises[0]);
  const { port, password } = await database.readAccess(session.id);
  const direct = await connectTo({ port, user: "student", password, database: "exercise" });
  const repetitions = quick ? 100 : 500;
  const overHttp: number[] = [];
  const straight: number[] = [];
  for (let index = -warmUps; index < repetitions; index++) {
    const query = await student.query(session.id);
    const { ms } = await timed(() => direct.query("SELECT 1"));
    if (index < 0) continue;
    overHttp.push(query.ms);
    straight.push(ms);
    if (index % 50 === 0) report(`query ${index + 1} of ${repetitions}`);
  }
  await direct.end();
  await student.end(session.id);
  const http = summarize({ label: "`SELECT 1` over HTTP", samples: overHttp });
  const pg = summarize({ label: "`SELECT 1` with pg, straight to the container", samples: straight });
  return {
    row: "query",
    title: "`SELECT 1` over HTTP: `POST …/query/:sessionId` until the answer is read",
    method: [
      "One student, one session, one kept connection; one query after the other, each followed by one with pg over a " +
        "kept connection of its own to the same container. The first ones do not count.",
    ],
    goals: [{ label: "p50, above pg's", unit: "ms", actual: http.p50 - pg.p50, atMost: 3 }],
    series: [http, pg],
  };
}
