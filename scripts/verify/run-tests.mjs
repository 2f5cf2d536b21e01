import { buildWeb } from "../prepare/build-web.mjs";
import { findRunningDocker } from "../prepare/find-docker.mjs";
import { Installation } from "../prepare/installation.mjs";
import { findFreePort } from "../prepare/port-is-free.mjs";
import { prepareInstallation } from "../prepare/prepare-installation.mjs";
import { Problem } from "../prepare/problem.mjs";
import { removeLabelled } from "../prepare/remove-labelled.mjs";
import { runInstallation } from "../prepare/run-installation.mjs";
import { RunRecord } from "../prepare/run-record.mjs";
import { waitUntilHealthy } from "../prepare/wait-until-healthy.mjs";
import { runBrowserTests } from "./browser-tests.mjs";
import { findLeaks, listTestFileThings } from "./find-leaks.mjs";
import { Scoreboard } from "./scoreboard.mjs";
import { checkCode } from "./static-checks.mjs";
import { testEnvironment } from "./test-environment.mjs";
import { runVitest } from "./vitest-tests.mjs";

/** `npm test`: prepares an installation of its own, runs everything in it, and removes it again. */
export async function runTests() {
  const installation = new Installation("test");
  const record = new RunRecord(installation);
  const current = record.current();
  if (current)
    throw new Problem(`The tests are already running (process ${current.pid}): wait for them, or stop them.`);
  await record.endOrphans();
  record.write({ url: "" });
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => {
      record.killChildren();
      process.exit(130);
    });
  }
  const board = new Scoreboard();
  try {
    await runAll({ installation, record, board });
  } finally {
    record.remove();
  }
  board.print();
}

async function runAll({ installation, record, board }) {
  const port = await findFreePort(3900);
  const environment = testEnvironment(process.env);
  await removeInstallation(installation, environment);
  let prepared = null;
  await board.recordQuietly("preparation", async () => {
    const address = { host: "127.0.0.1", port };
    prepared = await prepareInstallation({ installation, environment, address, databasePortFrom: 16432, build: false });
    return { passed: 1, failed: 0 };
  });
  const built =
    prepared &&
    (await board.recordQuietly("web build", () => buildWeb(prepared).then(() => ({ passed: 1, failed: 0 }))));
  await checkCode(board);
  await board.record("unit tests", (report) => runVitest({ project: "unit", environment, report }));
  if (prepared) await runOnDocker({ installation, record, board, prepared, built, url: `http://127.0.0.1:${port}` });
}

async function runOnDocker({ installation, record, board, prepared, built, url }) {
  const host = prepared.DOCKER_HOST;
  const before = await listTestFileThings(host);
  await board.record("integration tests", (report) =>
    runVitest({ project: "integration", environment: prepared, report }),
  );
  if (built) {
    await board.record("browser tests", (report) => browse({ installation, record, prepared, url, report }));
  }
  await board.record("nothing left over", async () => {
    const { DATABASE_URL: databaseUrl, CARREL_INSTANCE: instance, SESSION_PORT_RANGE: sessionPortRange } = prepared;
    const leaks = await findLeaks({ host, instance, databaseUrl, sessionPortRange, before });
    return { passed: leaks.length === 0 ? 1 : 0, failed: leaks.length, output: leaks.join("\n") };
  });
  await board.record("removal", async () => {
    await removeInstallation(installation, prepared);
    return { passed: 1, failed: 0 };
  });
}

/** Runs web and keeper as `npm start` does, for as long as the stories take. */
async function browse({ installation, record, prepared, url, report }) {
  const crashes = [];
  const run = runInstallation({
    installation,
    environment: prepared,
    onPids: (children) => record.write({ url, children }),
    onEnd: (words) => crashes.push(words),
  });
  try {
    const logFiles = `${installation.directory}/web.log and keeper.log`;
    const health = await waitUntilHealthy({ url, logFiles, report });
    if (health.failedTemplates > 0)
      throw new Problem(`${health.failedTemplates} of the databases that ship cannot be built.`);
    const result = await runBrowserTests({ environment: prepared, url, report });
    if (crashes.length === 0) return result;
    return { ...result, failed: result.failed + crashes.length, output: `${result.output}\n${crashes.join("\n")}` };
  } finally {
    await run.stop();
  }
}

/** Everything goes but the images that only save time. */
async function removeInstallation(installation, environment) {
  const host = await findRunningDocker(environment);
  if (!host || !installation.exists()) return;
  const { instance } = installation.state();
  await removeLabelled({ host, instance, withVolumes: true, keepCache: true });
}
