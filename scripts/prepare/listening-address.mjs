import { Problem } from "./problem.mjs";

/**
 * Where the web server is to listen, and the address that people open.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ host: string, port: number, localUrl: `http://${reachableHost(host)}:${port}`,
 */
export function listeningAddress(environment) {
  const host = environment.HOST || "127.0.0.1";
  const port = Number(environment.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Problem(`PORT is ${environment.PORT}: set it to a number from 1 to 65535.`);
  }
  if (environment.CARREL_DEMO !== "0" && !isLoopback(host)) {
    throw new Problem(
      `With demo accounts, whose password everybody knows, Carrel listens on loopback alone, and HOST is ${host}: ` +
        `set CARREL_DEMO=0 or leave HOST out.`,
    );
  }
  const name = host === "127.0.0.1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    host,
    port,
    localUrl: `http://${reachableHost(host)}:${port}`,
    publicUrl: environment.CARREL_URL || `http://${name}:${port}`,
  };
}

function isLoopback(host) {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** A server that listens on every address is asked on loopback. */
function reachableHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
