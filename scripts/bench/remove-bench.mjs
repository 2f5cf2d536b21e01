import { dockerRequest } from "../prepare/docker-request.mjs";
import { findRunningDocker } from "../prepare/find-docker.mjs";
import { Problem } from "../prepare/problem.mjs";
import { showStep } from "../prepare/progress.mjs";
import { listLabelled, removeLabelled } from "../prepare/remove-labelled.mjs";
import { baselineInstance } from "./baseline-instance.mjs";

/** Docker gets no faster with more. */
const removalsAtOnce = 8;

/** Removes what the bench made in Docker, but for the images that only save time. Web server and keeper are stopped before. */
export async function removeBench(installation, environment) {
  const host = await findRunningDocker(environment);
  if (!host || !installation.exists()) return;
  const { instance } = installation.state();
  await showStep("Removing what the bench made", async (report) => {
    for (const one of [instance, baselineInstance(instance)]) {
      await removeContainers({ host, instance: one, roles: ["session", "baseline"], report });
      await removeLabelled({ host, instance: one, withVolumes: true, keepCache: true });
    }
  });
}

/** Removes one installation's containers of these roles, several at a time, because there may be hundreds. */
export async function removeContainers({ host, instance, roles, report }) {
  const { containers } = await listLabelled({ host, instance });
  const waiting = containers.filter(({ role }) => roles.includes(role));
  const count = waiting.length;
  const removeNext = async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      report(`${count - waiting.length} of ${count} containers`);
      await removeContainer(host, one);
    }
  };
  await Promise.all(Array.from({ length: removalsAtOnce }, removeNext));
}

async function removeContainer(host, { id, name }) {
  const { status, body } = await dockerRequest(host, { path: `/containers/${id}?force=true&v=true`, method: "DELETE" });
  // 404: it is gone. 409: somebody else is removing it.
  if (status >= 300 && status !== 404 && status !== 409) {
    throw new Problem(`Docker did not remove ${name} (${body?.message ?? status}): see to that, then try again.`);
  }
}
