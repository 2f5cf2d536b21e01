import { existsSync } from "node:fs";
import { Installation } from "./installation.mjs";
import { listeningAddress } from "./listening-address.mjs";
import { portIsFree } from "./port-is-free.mjs";
import { prepareInstallation } from "./prepare-installation.mjs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";
import { root } from "./root.mjs";
import { runInstallation } from "./run-installation.mjs";
import { RunRecord } from "./run-record.mjs";
import { waitUntilHealthy } from "./wait-until-healthy.mjs";

/** Prepares what is missing, runs web and keeper, and returns when they were stopped by Ctrl+C or SIGTERM. */
export async function startCarrel({ dev }) {
  const environment = readEnvironment();
  const address = listeningAddress(environment);
  const installation = new Installation("main");
  const record = new RunRecord(installation);
  await requireFreePort(record, address);
  record.write({ url: address.publicUrl });
  const stop = stopSignal();
  try {
    const prepared = prepareInstallation({ installation, environment, address, databasePortFrom: 15432, build: !dev });
    const composed = await Promise.race([prepared, stop.reached]);
    if (composed) await runUntilStopped({ installation, composed, address, record, dev, stop });
  } finally {
    record.remove();
  }
  // A step that was cut off may still hold this process.
  process.exit();
}

async function runUntilStopped({ installation, composed, address, record, dev, stop }) {
  const onEnd = (words) => console.error(`! ${words}; its log is ${installation.directory}/`);
  const onPids = (children) => record.write({ url: address.publicUrl, children });
  const run = runInstallation({ installation, environment: composed, dev, onPids, onEnd });
  try {
    const { signal } = stop;
    const logFiles = `${installation.directory}/web.log and keeper.log`;
    const ready = showStep("Starting web and keeper", (report) =>
      waitUntilHealthy({ url: address.localUrl, logFiles, report, signal }),
    );
    const health = await Promise.race([ready, stop.reached]);
    if (health) welcome({ address, composed, logFiles, health });
    await stop.reached;
    console.log("\nStopping web and keeper …");
  } finally {
    await run.stop();
  }
}

/** The real environment wins over the file. */
function readEnvironment() {
  if (existsSync(`${root}/.env`)) process.loadEnvFile(`${root}/.env`);
  return { ...process.env };
}

async function requireFreePort(record, { host, port }) {
  const current = record.current();
  if (current) {
    throw new Problem(
      `Carrel is already running at ${current.url} (process ${current.pid}): open that, or stop it first with Ctrl+C.`,
    );
  }
  await record.endOrphans();
  if (await portIsFree(port, host)) return;
  throw new Problem(
    `Port ${port} is taken by another program: stop that, or choose another one with PORT=${port + 1}.`,
  );
}

/** Ctrl+C arrives twice, from the terminal and from npm, which passes it on: stopping begins once. */
function stopSignal() {
  const controller = new AbortController();
  const reached = new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"]) {
      process.on(name, () => {
        controller.abort();
        resolve(null);
      });
    }
  });
  return { signal: controller.signal, reached };
}

function welcome({ address, composed, logFiles, health }) {
  const lines = ["", `Carrel is ready: ${address.publicUrl}`];
  if (composed.CARREL_DEMO !== "0") {
    lines.push("Demo accounts, password carrel-demo:");
    for (const name of ["student", "student2", "teacher", "admin"]) lines.push(`  ${name}@carrel.demo`);
  }
  if (health.failedTemplates > 0) lines.push(`! ${health.failedTemplates} exercise database(s) could not be built.`);
  lines.push(`Logs: ${logFiles}`, "Ctrl+C stops it.", "");
  console.log(lines.join("\n"));
}
