import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { findRunningDocker } from "../prepare/find-docker.mjs";
import { installDependencies } from "../prepare/install-dependencies.mjs";
import { Installation } from "../prepare/installation.mjs";
import { prepareInstallation } from "../prepare/prepare-installation.mjs";
import { removeLabelled } from "../prepare/remove-labelled.mjs";
import { root } from "../prepare/root.mjs";
import { typescriptArgs } from "../prepare/run-typescript.mjs";
import { testEnvironment } from "../verify/test-environment.mjs";

/**
 * `npm run content:check`: the publish gate over all files of content/ or of another folder, or over those exercises whose
 * slugs are named, in an installation of its own, which is taken away again.
 * @param {string[]} words a folder, slugs, both or neither
 */
export async function checkContent(words) {
  const { folder, slugs } = readWords(words);
  // What is wrong with the files themselves is said at once.
  if (folder && !(await checkFiles(folder))) {
    process.exitCode = 1;
    return;
  }
  const installation = new Installation("content");
  const environment = { ...testEnvironment(process.env), SESSION_PORT_RANGE: "17000-17999" };
  await removeContent(installation, environment);
  try {
    const address = { host: "127.0.0.1", port: 4400 };
    const options = { installation, environment, address, databasePortFrom: 18432, build: false };
    const prepared = await prepareInstallation(options);
    const args = [...(folder ? ["--folder", folder] : []), ...slugs];
    process.exitCode = await runScript("scripts/content/run-gate.ts", args, prepared);
  } finally {
    await removeContent(installation, environment);
  }
}

async function checkFiles(folder) {
  await installDependencies();
  return (await runScript("scripts/content/check-files.ts", [folder], process.env)) === 0;
}

/** npm starts in the checkout; a folder is meant from where its caller is. */
function readWords(words) {
  const paths = words.map((word) => resolve(process.env.INIT_CWD ?? process.cwd(), word));
  const index = words.findIndex((word, place) => /[./\\]/.test(word) || isFolder(paths[place]));
  return { folder: paths[index] ?? null, slugs: words.filter((_, place) => place !== index) };
}

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function runScript(script, args, env) {
  const child = spawn(process.execPath, [...typescriptArgs, script, ...args], { cwd: root, env, stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function removeContent(installation, environment) {
  const host = await findRunningDocker(environment);
  if (!host || !installation.exists()) return;
  await removeLabelled({ host, instance: installation.state().instance, withVolumes: true, keepCache: true });
}
