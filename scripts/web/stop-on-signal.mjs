const patienceMs = 5_000;

/**
 * Ends the process in order when it is asked to: no new requests, event streams end (their pages connect again), what is
 * being answered gets a while, and the services let go of their connections.
 * @param {import("node:http").Server} server
 */
export function stopOnSignal(server) {
  const answering = new Set();
  server.on("request", (_, response) => {
    answering.add(response);
    response.on("close", () => answering.delete(response));
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const response of answering) if (isEventStream(response)) response.destroy();
    const insist = setTimeout(() => server.closeAllConnections(), patienceMs);
    await closed;
    clearTimeout(insist);
    await globalThis[Symbol.for("carrel")]?.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
}

function isEventStream(response) {
  return String(response.getHeader("content-type")).startsWith("text/event-stream");
}
