import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { findRunningDocker } from "./find-docker.mjs";
import { Installation } from "./installation.mjs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";
import { removeLabelled } from "./remove-labelled.mjs";
import { root } from "./root.mjs";
import { RunRecord } from "./run-record.mjs";

/** Removes what `npm start` of this checkout made in Docker; its data only when that is asked for and confirmed. */
export async function takeDown({ withData, confirmed }) {
  if (existsSync(`${root}/.env`)) process.loadEnvFile(`${root}/.env`);
  const installation = new Installation("main");
  const instance = process.env.CARREL_INSTANCE || (installation.exists() ? installation.state().instance : null);
  if (!instance) {
    console.log("Nothing of Carrel is here: this checkout was never started.");
    return;
  }
  if (withData && !confirmed && !(await confirmData(instance))) return;
  await stopRun(installation);
  const host = await findRunningDocker(process.env);
  if (!host) throw new Problem("No Docker Engine answers: start it, then take Carrel down again.");
  const removed = await showStep("Removing what bears Carrel's label", () =>
    removeLabelled({ host, instance, withVolumes: withData }),
  );
  if (withData) rmSync(installation.directory, { recursive: true });
  console.log(sentence(removed, withData));
}

async function confirmData(instance) {
  if (!process.stdin.isTTY) {
    throw new Problem("This deletes Carrel's database for good and nobody can be asked here: add --yes to confirm it.");
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`Delete the database of ${instance} with all accounts and work in it? [y/N] `);
  prompt.close();
  if (/^y(es)?$/i.test(answer.trim())) return true;
  console.log("Nothing was removed.");
  return false;
}

async function stopRun(installation) {
  const record = new RunRecord(installation);
  if (record.current()) await showStep("Stopping the Carrel that runs", () => record.stopCurrent());
  await record.endOrphans();
}

function sentence(removed, withData) {
  const counts = Object.entries(removed).map(([kind, names]) => `${names.length} ${kind}`);
  const data = withData ? "Its data is gone." : "Its data is kept; `npm run down -- --data` removes that too.";
  return `Removed ${counts.join(", ")}. ${data}`;
}
