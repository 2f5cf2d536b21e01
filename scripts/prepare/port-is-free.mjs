import { once } from "node:events";
import { createServer } from "node:net";
import { Problem } from "./problem.mjs";

/**
 * Whether a program could listen there now. Any reason against it counts as "no".
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export async function portIsFree(port, host = "127.0.0.1") {
  const server = createServer();
  server.listen({ port, host, exclusive: true });
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

/**
 * The first port from `first` on that is free now.
 * @param {number} first
 * @returns {Promise<number>}
 */
export async function findFreePort(first) {
  for (let port = first; port < first + 200; port++) {
    if (await portIsFree(port)) return port;
  }
  throw new Problem(`No port from ${first} to ${first + 199} is free: free one and start again.`);
}
