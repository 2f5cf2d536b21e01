import { buildWeb } from "../prepare/build-web.mjs";
import { generateClient } from "../prepare/generate-client.mjs";
import { installDependencies } from "../prepare/install-dependencies.mjs";
import { prepareInstallation } from "../prepare/prepare-installation.mjs";
import { Problem } from "../prepare/problem.mjs";
import { runInstallation } from "../prepare/run-installation.mjs";
import { waitUntilHealthy } from "../prepare/wait-until-healthy.mjs";
import { requireBrowser, runBrowserTests } from "./browser-tests.mjs";
import { listTestFileThings } from "./find-leaks.mjs";
import { checkWorkspaceWeight } from "./page-weight.mjs";
import { checkCode } from "./static-checks.mjs";
import { storyEnvironment } from "./test-environment.mjs";
import { runVitest } from "./vitest-tests.mjs";

/**
 * Runs all that `npm test` consists of, in two lanes side by side. What needs Docker mostly waits, for packages, containers
 * and time-outs; what reads and builds the code needs the processor. The stories in the browser need both lanes' work.
 * @returns {Promise<{ prepared: NodeJS.ProcessEnv | null, before: string[] }>} the installation, where it could be
 *   prepared, and what `listTestFileThings` gave when the tests began
 */
export async function runLanes({ installation, record, board, environment, port }) {
  const preparing = prepare({ installation, board, environment, port });
  const readingCode = workOnCode({ board, environment });
  const browserThere = preparing.then((prepared) => prepared && installBrowser(board));
  const onDocker = preparing.then((prepared) => prepared && runIntegrationTests({ board, prepared }));
  const [prepared, isBuilt, isBrowserThere] = await Promise.all([preparing, readingCode, browserThere]);
  if (prepared && isBuilt && isBrowserThere) {
    const url = `http://127.0.0.1:${port}`;
    await board.record("browser tests", (report) => browse({ installation, record, prepared, url, report }));
  }
  const before = await onDocker;
  return { prepared, before: before ?? [] };
}

async function prepare({ installation, board, environment, port }) {
  let prepared = null;
  await board.recordQuietly("preparation", async () => {
    const address = { host: "127.0.0.1", port };
    prepared = await prepareInstallation({ installation, environment, address, databasePortFrom: 16432, build: false });
    return { passed: 1, failed: 0 };
  });
  return prepared;
}

/** @returns {Promise<boolean>} whether the web application is built */
async function workOnCode({ board, environment }) {
  // Where this fails, the preparation fails too, and says so.
  const isInstalled = await installDependencies().then(
    () => true,
    () => false,
  );
  if (!isInstalled) return false;
  const isBuilt = await board.recordQuietly("web build", async () => {
    await generateClient();
    await buildWeb({ ...environment, NEXT_TELEMETRY_DISABLED: "1" });
    return { passed: 1, failed: 0 };
  });
  if (isBuilt) await board.record("page weight", async () => checkWorkspaceWeight());
  await checkCode(board);
  await board.record("unit tests", (report) => runVitest({ project: "unit", environment, report }));
  return isBuilt;
}

function installBrowser(board) {
  return board.record("browser", async (report) => {
    await requireBrowser(report);
    return { passed: 1, failed: 0 };
  });
}

async function runIntegrationTests({ board, prepared }) {
  const before = await listTestFileThings({ host: prepared.DOCKER_HOST, instance: prepared.CARREL_INSTANCE });
  await board.record("integration tests", (report) =>
    runVitest({ project: "integration", environment: prepared, report }),
  );
  return before;
}

/** Runs web and keeper as `npm start` does, for as long as the stories take. */
async function browse({ installation, record, prepared, url, report }) {
  const environment = storyEnvironment(prepared);
  const crashes = [];
  const run = runInstallation({
    installation,
    environment,
    onPids: (children) => record.write({ url, children }),
    onEnd: (words) => crashes.push(words),
  });
  try {
    const logFiles = `${installation.directory}/web.log and keeper.log`;
    const health = await waitUntilHealthy({ url, logFiles, report });
    if (health.failedTemplates > 0)
      throw new Problem(`${health.failedTemplates} of the databases that ship cannot be built.`);
    const result = await runBrowserTests({ environment, url, report });
    if (crashes.length === 0) return result;
    return { ...result, failed: result.failed + crashes.length, output: `${result.output}\n${crashes.join("\n")}` };
  } finally {
    await run.stop();
  }
}
