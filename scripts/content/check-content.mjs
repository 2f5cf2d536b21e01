import { spawn } from "node:child_process";
import { once } from "node:events";
import { findRunningDocker } from "../prepare/find-docker.mjs";
import { Installation } from "../prepare/installation.mjs";
import { prepareInstallation } from "../prepare/prepare-installation.mjs";
import { removeLabelled } from "../prepare/remove-labelled.mjs";
import { root } from "../prepare/root.mjs";
import { typescriptArgs } from "../prepare/run-typescript.mjs";
import { testEnvironment } from "../verify/test-environment.mjs";

/**
 * `npm run content:check`: the publish gate over all files of content/, or over those exercises whose slugs are named, in
 * an installation of its own, which is taken away again.
 * @param {string[]} slugs
 */
export async function checkContent(slugs) {
  const installation = new Installation("content");
  const environment = { ...testEnvironment(process.env), SESSION_PORT_RANGE: "17000-17999" };
  await removeContent(installation, environment);
  try {
    const address = { host: "127.0.0.1", port: 4400 };
    const options = { installation, environment, address, databasePortFrom: 18432, build: false };
    const prepared = await prepareInstallation(options);
    const args = [...typescriptArgs, "scripts/content/run-gate.ts", ...slugs];
    const child = spawn(process.execPath, args, { cwd: root, env: prepared, stdio: "inherit" });
    const [code] = await once(child, "exit");
    process.exitCode = code ?? 1;
  } finally {
    await removeContent(installation, environment);
  }
}

async function removeContent(installation, environment) {
  const host = await findRunningDocker(environment);
  if (!host || !installation.exists()) return;
  await removeLabelled({ host, instance: installation.state().instance, withVolumes: true, keepCache: true });
}
