import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { dockerRequest } from "../prepare/docker-request.mjs";
import { listLabelled } from "../prepare/remove-labelled.mjs";
import { root } from "../prepare/root.mjs";
import { testPorts } from "./test-environment.mjs";

/**
 * What the suites left behind, in words. Web and keeper must have been stopped before.
 * @param {{ environment: NodeJS.ProcessEnv, before: string[] }} options of the test installation, and what
 *   `listTestFileThings` gave when the run began
 * @returns {Promise<string[]>}
 */
export async function findLeaks({ environment, before }) {
  const { DOCKER_HOST: host, CARREL_INSTANCE: instance, DATABASE_URL: databaseUrl } = environment;
  const { containers, networks, volumes } = await listLabelled({ host, instance });
  // What waits or is shared belongs to the installation, as its database does; anything else belonged to a test.
  const tables = ["pool_containers", "shared_copies", "graders"];
  const kept = (column) => tables.map((table) => `SELECT ${column} FROM ${table}`).join(" UNION ALL ");
  const names = await rowsOf(databaseUrl, kept("name"));
  const others = (things, kind, expected) =>
    things.filter(({ name, role }) => !expected(name, role)).map(({ name }) => `${kind} ${name}`);
  const ofTestFiles = (await listTestFileThings({ host, instance })).filter((thing) => !before.includes(thing));
  return [
    ...others(containers, "container", (name, role) => role === "database" || names.includes(name.replace(/^\//, ""))),
    ...others(networks, "network", (name) => name.startsWith(`carrel-${instance}-`)),
    ...others(volumes, "volume", (_, role) => role === "database"),
    ...ofTestFiles,
    ...processesOf(instance),
    ...(await lasting(async () => {
      const expected = [...(await rowsOf(databaseUrl, kept("port"))), ...(await portsOfOthers(host, instance))];
      return portsIn(testPorts.all, expected);
    })),
    ...(await databaseLeaks(databaseUrl)),
  ];
}

/** What two looks find, some time apart: other installations' containers come and go in the midst of one. */
async function lasting(look) {
  const found = await look();
  if (found.length === 0) return [];
  await delay(2_000);
  const stillThere = await look();
  return found.filter((thing) => stillThere.includes(thing));
}

/** The integration tests give every test file an installation of its own, named after theirs: everything of these in Docker. */
export async function listTestFileThings({ host, instance }) {
  const filters = encodeURIComponent(JSON.stringify({ label: ["carrel.instance"] }));
  const list = async (path) => (await dockerRequest(host, { path: `${path}filters=${filters}` })).body;
  const volumes = await list("/volumes?");
  const things = [
    ...(await list("/containers/json?all=true&")).map((one) => ["container", one.Names[0], one.Labels]),
    ...(await list("/networks?")).map((one) => ["network", one.Name, one.Labels]),
    ...(await list("/images/json?")).map((one) => ["image", one.RepoTags?.[0] ?? one.Id, one.Labels]),
    ...(volumes.Volumes ?? []).map((one) => ["volume", one.Name, one.Labels]),
  ];
  return things
    .filter(([, , labels]) => labels?.["carrel.instance"]?.startsWith(`it-${instance}-`))
    .map(([kind, name]) => `${kind} ${name}`);
}

/** Of other installations' containers, such as those of another checkout's tests. What test files left is listed by name. */
async function portsOfOthers(host, instance) {
  const containers = (await dockerRequest(host, { path: "/containers/json" })).body;
  const others = containers.filter(({ Labels: labels }) => labels?.["carrel.instance"] !== instance);
  return others.flatMap(({ Ports: ports }) => ports.map(({ PublicPort: port }) => port));
}

/** Linux shows the environment that a process was started with. */
function processesOf(instance) {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.flatMap((pid) => {
    const environment = readIfThere(`/proc/${pid}/environ`).split("\0");
    if (!environment.includes(`CARREL_INSTANCE=${instance}`)) return [];
    return [`process ${pid} ${readIfThere(`/proc/${pid}/cmdline`).replaceAll("\0", " ")}`];
  });
}

/** Ports of the sessions' range on which somebody still listens, as Linux tells it: addresses and states in hexadecimal. */
function portsIn(range, expected) {
  const [first, last] = range.split("-").map(Number);
  const lines = readIfThere("/proc/net/tcp").split("\n").slice(1);
  const listening = lines.map((line) => line.trim().split(/\s+/)).filter(([, , , state]) => state === "0A");
  const ports = listening.map(([, address]) => Number.parseInt(address.split(":")[1], 16));
  const ours = ports.filter((port) => port >= first && port <= last && !expected.includes(port));
  return ours.map((port) => `port ${port}`);
}

/** A process may end while it is looked at, and those of other users cannot be read. */
function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "EACCES", "EPERM", "ESRCH"].includes(error.code)) return "";
    throw error;
  }
}

async function databaseLeaks(databaseUrl) {
  const connections = await rowsOf(
    databaseUrl,
    `SELECT application_name || ' to ' || datname FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  const databases = await rowsOf(databaseUrl, "SELECT datname FROM pg_database WHERE datname LIKE 'it-%'");
  return [...connections.map((words) => `connection of ${words}`), ...databases.map((name) => `database ${name}`)];
}

/** The first column of a query's rows. */
async function rowsOf(databaseUrl, sql) {
  const { default: pg } = await import(pathToFileURL(`${root}/node_modules/pg/lib/index.js`).href);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows.map(([value]) => value);
  } finally {
    await client.end();
  }
}
