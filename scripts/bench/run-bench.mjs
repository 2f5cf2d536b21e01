import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { Installation } from "../prepare/installation.mjs";
import { findFreePort } from "../prepare/port-is-free.mjs";
import { prepareInstallation } from "../prepare/prepare-installation.mjs";
import { Problem } from "../prepare/problem.mjs";
import { showStep } from "../prepare/progress.mjs";
import { RunRecord } from "../prepare/run-record.mjs";
import { runTypescript } from "../prepare/run-typescript.mjs";
import { benchEnvironment } from "./bench-environment.mjs";
import { readBenchOptions, usage } from "./bench-options.mjs";
import { measuredRows } from "./measured-rows.mjs";
import { removeBench } from "./remove-bench.mjs";
import { runRow } from "./run-row.mjs";

/** What is under way has so long to end by itself after Ctrl+C. */
const stopPatienceMs = 10_000;

/** `npm run bench`: prepares an installation of its own, measures, reports, and takes it away again however it ended. */
export async function runBench(words) {
  const options = readBenchOptions(words);
  if (options.help) return console.log(usage);
  const installation = new Installation("bench");
  const record = new RunRecord(installation);
  const current = record.current();
  if (current) throw new Problem(`The bench is already running (process ${current.pid}): wait for it, or stop it.`);
  await record.endOrphans();
  record.write({ url: "" });
  const environment = benchEnvironment(process.env);
  const stop = stopSignal();
  const work = measureAll({ installation, record, environment, options, signal: stop.signal });
  try {
    await Promise.race([work, stop.reached]);
  } finally {
    await settledWithin(work, stopPatienceMs);
    record.killChildren();
    await removeBench(installation, environment);
    record.remove();
  }
}

async function measureAll({ installation, record, environment, options, signal }) {
  warnOfLoad();
  await removeBench(installation, environment);
  const port = await findFreePort(4100);
  const address = { host: "127.0.0.1", port };
  const prepared = await prepareInstallation({
    installation,
    environment,
    address,
    databasePortFrom: 17432,
    build: true,
  });
  const results = [];
  const failures = [];
  for (const row of measuredRows.filter((one) => options.rows.includes(one.row))) {
    const outcome = await runRow({ installation, record, prepared, row, quick: options.quick, signal });
    if (outcome.result) results.push(outcome.result);
    else failures.push({ row: row.row, reason: outcome.reason });
  }
  await report({ installation, prepared, results, failures, options });
}

/** Figures of a machine that does other work are true of that alone. */
function warnOfLoad() {
  const [load] = loadavg();
  if (load < cpus().length / 2) return;
  console.log(`! This machine is busy (load ${load.toFixed(1)}): what is measured now will be worse than Carrel is.`);
}

/** Prints the table, writes docs/benchmarks.md where the run was a full one, and says what could not be measured. */
async function report({ installation, prepared, results, failures, options }) {
  const resultsFile = `${installation.directory}/results.json`;
  writeFileSync(resultsFile, JSON.stringify(results, null, 2));
  const environment = { ...prepared, BENCH_RESULTS: resultsFile, BENCH_WRITE: options.quick ? "0" : "1" };
  const said = await showStep("Writing down the figures", (detail) =>
    runTypescript({ script: "scripts/bench/report.ts", environment, report: detail }),
  );
  console.log(`\n${said.table}\n${said.document}`);
  for (const { row, reason } of failures) console.error(`✗ ${row} could not be measured: ${reason}`);
  if (failures.length > 0) process.exitCode = 1;
}

/** Ctrl+C arrives twice, from the terminal and from npm, which passes it on: stopping begins once. */
function stopSignal() {
  const controller = new AbortController();
  const reached = new Promise((_, reject) => {
    for (const name of ["SIGINT", "SIGTERM"]) {
      process.on(name, () => {
        controller.abort();
        reject(new Problem("The bench was stopped; nothing was written."));
      });
    }
  });
  return { signal: controller.signal, reached };
}

async function settledWithin(work, patienceMs) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([Promise.allSettled([work]), late]);
  clearTimeout(timer);
}
