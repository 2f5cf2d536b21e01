import { pathToFileURL } from "node:url";
import { root } from "../prepare/root.mjs";
import { removeContainers } from "./remove-bench.mjs";

/** Takes away every session and the pool, while neither web server nor keeper runs: the next row begins with nothing. */
export async function clearFleet({ environment, report }) {
  const { DOCKER_HOST: host, CARREL_INSTANCE: instance, DATABASE_URL: connectionString } = environment;
  await removeContainers({ host, instance, roles: ["session"], report });
  const { default: pg } = await import(pathToFileURL(`${root}/node_modules/pg/lib/index.js`).href);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("TRUNCATE exercise_sessions, pool_containers CASCADE");
  } finally {
    await client.end();
  }
}
