import "server-only";
import { splitStatements } from "@/lib/database-client/split-statements";
import type { GradeConsole } from "./grade-console";
import type { Observation } from "./observation";
import { readCatalogue } from "./read-catalogue";
import { planShape, readPlan } from "./read-plan";
import { readState } from "./read-state";
import { runProbes } from "./run-probes";
import { type Scene, withConsole } from "./scene";

/** What the answer left behind: its connections are closed by now, so that what it did not commit is gone. */
export async function lookAround(scene: Scene): Promise<Partial<Observation>> {
  const { kind, check, limits, untouched = null } = scene;
  const volatileColumns = check.volatileColumns ?? [];
  const read = <T>(look: (one: GradeConsole) => Promise<T>) => withConsole({ ...scene, as: "reader" }, look);
  const probe = () =>
    withConsole({ ...scene, as: "answer" }, ({ console }) =>
      runProbes({ console, probes: check.probes ?? [], limits }),
    );
  switch (kind) {
    case "query":
      return {};
    case "change":
    case "transactions":
      return { tables: await read(({ console }) => readState({ console, limits, volatileColumns, untouched })) };
    case "schema":
      return { catalogue: await read(({ console }) => readCatalogue(console, limits)), probes: await probe() };
    case "permissions":
      await admitRoles(scene);
      return { probes: await probe() };
    case "plan":
      return { plans: await readPlans(scene) };
  }
}

/** A probe may be tried as any role that there is; the answer may not have had that right. */
async function admitRoles({ grader, database, check }: Scene): Promise<void> {
  const roles = new Set((check.probes ?? []).flatMap(({ role }) => role ?? []));
  await grader.admitRoles(database, [...roles]);
}

/** Of the probes, where there are some: an answer may be an index. Otherwise of the answer's own last statement. */
async function readPlans(scene: Scene) {
  const probes = (scene.check.probes ?? []).map(({ sql }) => sql);
  const last = (await splitStatements(scene.sql)).findLast(({ isMeta }) => !isMeta)?.text;
  const subjects = probes.length > 0 ? probes : last ? [last] : [];
  return withConsole({ ...scene, as: "answer" }, async ({ console }) => {
    const plans = [];
    for (const sql of subjects) plans.push(await readPlan(console, sql, scene.limits));
    return plans.flatMap((plan) => (plan ? [planShape(plan)] : []));
  });
}
