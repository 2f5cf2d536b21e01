import { Problem } from "../prepare/problem.mjs";
import { showStep } from "../prepare/progress.mjs";
import { runInstallation } from "../prepare/run-installation.mjs";
import { runTypescript } from "../prepare/run-typescript.mjs";
import { waitUntilHealthy } from "../prepare/wait-until-healthy.mjs";
import { clearFleet } from "./clear-fleet.mjs";

/**
 * Measures one row: with no session and no pool left of the row before, and web server and keeper started for it alone.
 * @returns {Promise<{ result: unknown } | { reason: string }>} a row that cannot be measured does not end the run
 */
export async function runRow({ installation, record, prepared, row, quick, signal }) {
  const environment = { ...prepared, ...row.environment };
  const url = `http://${environment.HOST}:${environment.PORT}`;
  await showStep("Taking the sessions away", (report) => clearFleet({ environment, report }));
  const crashes = [];
  const onPids = (children) => record.write({ url, children });
  const run = runInstallation({ installation, environment, onPids, onEnd: (words) => crashes.push(words) });
  try {
    await startUp({ installation, row, url, signal });
    const given = { ...environment, ...measureEnvironment({ installation, row, url, quick }) };
    const { result } = await showStep(`Measuring ${row.row}`, (report) =>
      runTypescript({ script: "scripts/bench/measure.ts", environment: given, report, signal }),
    );
    return crashes.length > 0 ? { reason: crashes.join("; ") } : { result: JSON.parse(result) };
  } catch (error) {
    if (signal.aborted || !(error instanceof Problem)) throw error;
    return { reason: [error.message, ...crashes].join("; ") };
  } finally {
    await run.stop();
  }
}

async function startUp({ installation, row, url, signal }) {
  const logFiles = `${installation.directory}/web.log and keeper.log`;
  const health = await showStep(`Starting web and keeper for ${row.row}`, (report) =>
    waitUntilHealthy({ url, logFiles, report, signal }),
  );
  if (health.failedTemplates > 0)
    throw new Problem(`${health.failedTemplates} of the databases that ship cannot be built: see ${logFiles}.`);
}

function measureEnvironment({ installation, row, url, quick }) {
  return {
    BENCH_ROW: row.row,
    BENCH_URL: url,
    BENCH_QUICK: quick ? "1" : "0",
    BENCH_WEB_LOG: installation.logFile("web"),
  };
}
