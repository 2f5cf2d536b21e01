import { spawn } from "node:child_process";
import { once } from "node:events";
import { findRunningDocker } from "../prepare/find-docker.mjs";
import { Installation } from "../prepare/installation.mjs";
import { findFreePort } from "../prepare/port-is-free.mjs";
import { prepareInstallation } from "../prepare/prepare-installation.mjs";
import { Problem } from "../prepare/problem.mjs";
import { removeLabelled } from "../prepare/remove-labelled.mjs";
import { root } from "../prepare/root.mjs";
import { runInstallation } from "../prepare/run-installation.mjs";
import { RunRecord } from "../prepare/run-record.mjs";
import { typescriptArgs } from "../prepare/run-typescript.mjs";
import { waitUntilHealthy } from "../prepare/wait-until-healthy.mjs";
import { soakEnvironment } from "./soak-environment.mjs";
import { readSoakOptions } from "./soak-options.mjs";

/** `npm run soak`: an installation of its own, used by many and disturbed at random; it is taken away again at the end. */
export async function runSoak(words) {
  const options = readSoakOptions(words);
  const installation = new Installation("soak");
  const record = new RunRecord(installation);
  const current = record.current();
  if (current) throw new Problem(`A soak is already running (process ${current.pid}): wait for it, or stop it.`);
  await record.endOrphans();
  record.write({ url: "" });
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => stop.abort());
  const environment = soakEnvironment(process.env);
  try {
    await removeSoak(installation, environment);
    const address = { host: "127.0.0.1", port: await findFreePort(4300) };
    const prepared = await prepareInstallation({
      installation,
      environment,
      address,
      databasePortFrom: 17832,
      build: true,
    });
    await soak({ installation, record, prepared, options, signal: stop.signal });
  } finally {
    record.killChildren();
    await removeSoak(installation, environment);
    record.remove();
  }
}

/** Web and keeper reach Docker through the proxy of the process that disturbs them, so that one comes first. */
async function soak({ installation, record, prepared, options, signal }) {
  const url = `http://${prepared.HOST}:${prepared.PORT}`;
  const disturber = await startDisturber({ prepared, options, url });
  const environment = { ...prepared, DOCKER_HOST: disturber.dockerHost };
  const run = runInstallation({
    installation,
    environment,
    onPids: (children) => {
      record.write({ url, children });
      disturber.tell({ kind: "pids", pids: children });
    },
    onEnd: () => undefined,
  });
  try {
    const logFiles = `${installation.directory}/web.log and keeper.log`;
    await waitUntilHealthy({ url, logFiles, report: () => undefined, signal });
    signal.addEventListener("abort", () => disturber.tell({ kind: "stop" }), { once: true });
    disturber.tell({ kind: "begin" });
    process.exitCode = await disturber.ended;
  } finally {
    await run.stop();
    disturber.kill();
  }
}

/** @returns the process that plays students and bad luck, as soon as its Docker proxy listens */
async function startDisturber({ prepared, options, url }) {
  const environment = {
    ...prepared,
    SOAK_URL: url,
    SOAK_MINUTES: String(options.minutes),
    SOAK_STUDENTS: String(options.students),
  };
  const child = spawn(process.execPath, [...typescriptArgs, "scripts/soak/soak.ts"], {
    cwd: root,
    env: environment,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Ctrl+C is for this process, which then asks that one to come to its end.
    detached: true,
  });
  const ended = once(child, "exit").then(([code]) => code ?? 1);
  const [first] = await Promise.race([
    once(child, "message"),
    ended.then((code) => {
      throw new Problem(`The soak could not begin (code ${code}).`);
    }),
  ]);
  return {
    dockerHost: first.dockerHost,
    ended,
    tell: (message) => child.connected && child.send(message),
    kill: () => child.kill("SIGKILL"),
  };
}

async function removeSoak(installation, environment) {
  const host = await findRunningDocker(environment);
  if (!host || !installation.exists()) return;
  const { instance } = installation.state();
  await removeLabelled({ host, instance, withVolumes: true, keepCache: true });
}
