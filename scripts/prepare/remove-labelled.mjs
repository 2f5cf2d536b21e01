import { dockerRequest } from "./docker-request.mjs";
import { Problem } from "./problem.mjs";

/** Images that an installation keeps as long as it exists: they only save time. */
const cacheRoles = ["exercise-image", "exercise-packages", "base-image"];

const letGoMs = 15_000;
const lookAgainMs = 250;

/**
 * Removes what one installation made in Docker. What something else still uses is left.
 * @param {{ host: string, instance: string, withVolumes: boolean, keepCache?: boolean }} options
 * @returns {Promise<{ containers: string[], networks: string[], images: string[], volumes: string[] }>} what was removed
 */
export async function removeLabelled({ host, instance, withVolumes, keepCache = false }) {
  const found = await listLabelled({ host, instance });
  const containers = await removeAll(host, found.containers, (id) => `/containers/${id}?force=true&v=true`);
  const networks = await removeAll(host, found.networks, (id) => `/networks/${id}`);
  // An image goes before those that it was made from.
  const images = found.images
    .filter((image) => !(keepCache && cacheRoles.includes(image.role)))
    .sort((one, other) => cacheRoles.indexOf(one.role) - cacheRoles.indexOf(other.role));
  return {
    containers,
    networks,
    images: await removeAll(host, images, (id) => `/images/${encodeURIComponent(id)}`),
    volumes: withVolumes ? await removeAll(host, found.volumes, (id) => `/volumes/${id}`) : [],
  };
}

/** What bears an installation's label, each as `{ id, name, role }`. */
export async function listLabelled({ host, instance }) {
  const filters = encodeURIComponent(JSON.stringify({ label: [`carrel.instance=${instance}`] }));
  const list = async (path) => {
    const { status, body } = await dockerRequest(host, { path });
    if (status !== 200) throw new Problem(`Docker does not say what it has (${status}): see its log, then try again.`);
    return body;
  };
  const role = (labels) => labels?.["carrel.role"] ?? "";
  const containers = await list(`/containers/json?all=true&filters=${filters}`);
  const networks = await list(`/networks?filters=${filters}`);
  const images = await list(`/images/json?filters=${filters}`);
  const { Volumes: volumes } = await list(`/volumes?filters=${filters}`);
  return {
    containers: containers.map((one) => ({ id: one.Id, name: one.Names[0], role: role(one.Labels) })),
    networks: networks.map((one) => ({ id: one.Id, name: one.Name, role: role(one.Labels) })),
    images: images.flatMap((one) => namesOf(one).map((name) => ({ id: name, name, role: role(one.Labels) }))),
    volumes: (volumes ?? []).map((one) => ({ id: one.Name, name: one.Name, role: role(one.Labels) })),
  };
}

/** By name where there is one: an id would take away the names that others gave to the same image. */
function namesOf(image) {
  const names = (image.RepoTags ?? []).filter((name) => name !== "<none>:<none>");
  return names.length > 0 ? names : [image.Id];
}

/** A container that somebody else is removing hangs on its network for a moment more: 403, with these words alone. */
async function remove(host, path) {
  const deadline = performance.now() + letGoMs;
  for (;;) {
    const answer = await dockerRequest(host, { path, method: "DELETE" });
    const isHeld = answer.status === 403 && /active endpoints/.test(answer.body?.message ?? "");
    if (!isHeld || performance.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

async function removeAll(host, things, pathOf) {
  const removed = [];
  for (const { id, name } of things) {
    const { status, body } = await remove(host, pathOf(id));
    // 404: somebody else was faster. 409: something still uses it.
    if (status < 300) removed.push(name);
    else if (status !== 404 && status !== 409) {
      throw new Problem(`Docker did not remove ${name} (${body?.message ?? status}): see to that, then try again.`);
    }
  }
  return removed;
}
