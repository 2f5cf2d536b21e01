import { findRunningDocker } from "../prepare/find-docker.mjs";
import { Installation } from "../prepare/installation.mjs";
import { findFreePort } from "../prepare/port-is-free.mjs";
import { Problem } from "../prepare/problem.mjs";
import { removeLabelled } from "../prepare/remove-labelled.mjs";
import { RunRecord } from "../prepare/run-record.mjs";
import { findLeaks } from "./find-leaks.mjs";
import { Scoreboard } from "./scoreboard.mjs";
import { testEnvironment } from "./test-environment.mjs";
import { runLanes } from "./test-lanes.mjs";

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
  const { prepared, before } = await runLanes({ installation, record, board, environment, port });
  if (!prepared) return;
  await board.record("nothing left over", async () => {
    const leaks = await findLeaks({ environment: prepared, before });
    return { passed: leaks.length === 0 ? 1 : 0, failed: leaks.length, output: leaks.join("\n") };
  });
  await board.record("removal", async () => {
    await removeInstallation(installation, prepared);
    return { passed: 1, failed: 0 };
  });
}

/** Everything goes but the images that only save time. */
async function removeInstallation(installation, environment) {
  const host = await findRunningDocker(environment);
  if (!host || !installation.exists()) return;
  const { instance } = installation.state();
  await removeLabelled({ host, instance, withVolumes: true, keepCache: true });
}
