import "server-only";
import { connectClient, endClient } from "@/lib/database-client/connect-client";
import type { Plan } from "@/lib/schemas/plan";
import { shuffleRows } from "@/lib/templates/shuffle-rows";
import { explainLast } from "./explain-last";
import type { GradeConsole } from "./grade-console";
import type { Lent } from "./grader";
import { lookAround } from "./look-around";
import type { Observation } from "./observation";
import { readTableRows } from "./read-state";
import { runAnswer } from "./run-answer";
import type { GradeLimits } from "./run-sql";
import { type ObserveRequest, type Scene, withConsole } from "./scene";

/** Runs SQL in a fresh database, and writes down what its kind of exercise looks at. */
export class Observer {
  constructor(private readonly limits: GradeLimits) {}

  /** What the SQL itself causes is in the observation. @throws AppError grading_unavailable */
  observe(request: ObserveRequest): Promise<Observation> {
    return request.grader.withDatabase(request.set, async (database) => {
      const scene = { ...request, database, limits: this.limits };
      if (request.variation?.isShuffled) await shuffle(scene);
      const run = await runAnswer(scene);
      // What was left behind is looked at only where something may have been.
      if (run.isUntouched) return { ...run, isUntouched: !request.variation?.isShuffled };
      return run.value.error ? run : { ...run, value: { ...run.value, ...(await lookAround(scene)) } };
    });
  }

  /** The rows of one table as they are in a fresh database. */
  readFreshRows(request: Pick<ObserveRequest, "grader" | "set" | "check">, table: string) {
    const volatileColumns = request.check.volatileColumns ?? [];
    const { limits } = this;
    return request.grader.withDatabase(request.set, async (database) => ({
      value: await withConsole({ ...request, database, as: "reader" }, ({ console }) =>
        readTableRows({ console, limits, volatileColumns }, table),
      ),
      isUntouched: true,
    }));
  }

  /** How PostgreSQL runs the last statement that it can explain, the ones before it having run. Null where there is none. */
  explain({ grader, set, sql }: Pick<ObserveRequest, "grader" | "set" | "sql">): Promise<Plan | null> {
    const { limits } = this;
    return grader.withDatabase(set, async (database): Promise<Lent<Plan | null>> => {
      const use = ({ console }: GradeConsole) => explainLast({ console, sql, limits });
      return { value: await withConsole({ grader, database, as: "answer" }, use), isUntouched: false };
    });
  }
}

async function shuffle({ grader, database }: Scene): Promise<void> {
  const client = await connectClient({ credentials: grader.adminCredentials(database), applicationName: "carrel" });
  try {
    await shuffleRows(client);
  } finally {
    await endClient(client);
  }
}
