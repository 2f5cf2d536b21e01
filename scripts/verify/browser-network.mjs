import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { runCommand } from "../prepare/run-command.mjs";

const listener = fileURLToPath(new URL("listen-for-browser.mjs", import.meta.url));

/**
 * A network for the browser alone, on Linux as root: Chromium drops whatever it is loading (ERR_NETWORK_CHANGED) when an
 * address comes or goes on the machine, and the integration tests' containers bring and take many. In it, the web server's
 * port leads to the web server.
 * @param {{ name: string, port: number }} options
 * @returns {Promise<{ path: string | null, close: () => Promise<void> }>} `path` is the network's file for nsenter; null where
 *   there can be none, and the browser has to bear the machine's network
 */
export async function openBrowserNetwork({ name, port }) {
  const none = { path: null, close: async () => undefined };
  if (process.platform !== "linux" || process.getuid() !== 0) return none;
  // Of a run that was killed.
  await ip("netns", "delete", name);
  if (!(await ip("netns", "add", name))) return none;
  const path = `/run/netns/${name}`;
  const server = (await hasAddress(name)) ? await listenIn(path, port) : null;
  const close = async () => {
    server?.close();
    await ip("netns", "delete", name);
  };
  if (server) return { path, close };
  await close();
  return none;
}

/** A browser without any address but its own takes itself for offline. */
async function hasAddress(name) {
  const steps = [
    ["link", "set", "lo", "up"],
    ["link", "add", "desk0", "type", "veth", "peer", "name", "desk1"],
    ["address", "add", "192.0.2.1/24", "dev", "desk0"],
    ["link", "set", "desk0", "up"],
    ["link", "set", "desk1", "up"],
  ];
  for (const step of steps) if (!(await ip("-n", name, ...step))) return false;
  return true;
}

async function ip(...args) {
  const { exitCode } = await runCommand({ command: "ip", args });
  return exitCode === 0;
}

/** A socket belongs to the network in which it was opened, whoever uses it: a child opens it there, and hands it over. */
async function listenIn(path, port) {
  const child = spawn("nsenter", [`--net=${path}`, process.execPath, listener, String(port)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = (event) => once(child, event).then(() => null);
  const handedOver = once(child, "message").then(([, server]) => server);
  const server = await Promise.race([handedOver, ended("exit"), ended("error")]);
  // It would take connections too.
  if (child.connected) child.disconnect();
  server?.on("connection", (socket) => join(socket, connect({ host: "127.0.0.1", port })));
  return server;
}

function join(one, other) {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ]) {
    from.setNoDelay(true);
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
    from.pipe(to);
  }
}
