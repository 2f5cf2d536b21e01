import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { Problem } from "./problem.mjs";

/**
 * Asks the Docker Engine without any dependency, because this also runs before there are some.
 * @param {string} host as in DOCKER_HOST: unix:///path or tcp://host:port
 * @param {{ path: string, method?: string, timeoutMs?: number }} options
 * @returns {Promise<{ status: number, body: any }>} throws the socket's error where nobody answers
 */
export async function dockerRequest(host, { path, method = "GET", timeoutMs = 60_000 }) {
  const request = httpRequest({ ...addressOf(host), path, method, timeout: timeoutMs });
  request.on("timeout", () => request.destroy(new Error(`Docker did not answer within ${timeoutMs / 1000} s`)));
  request.end();
  const [response] = await once(request, "response");
  const words = await text(response);
  const isJson = response.headers["content-type"]?.startsWith("application/json");
  return { status: response.statusCode, body: isJson && words ? JSON.parse(words) : words };
}

function addressOf(host) {
  if (host.startsWith("unix://")) return { socketPath: host.slice("unix://".length) };
  if (/^(tcp|http):\/\//.test(host)) {
    const url = new URL(host.replace(/^tcp:/, "http:"));
    return { host: url.hostname, port: Number(url.port || 2375) };
  }
  throw new Problem(
    `DOCKER_HOST is ${host}: Carrel reaches Docker over unix:// or tcp:// only, so set it to one of these.`,
  );
}
