import "server-only";
import { createServer } from "node:net";

/** Says whether a range still has a port that nobody listens on. Asked only after a start failed, to tell why. */
export async function hasFreePort(options: { first: number; last: number; address: string }): Promise<boolean> {
  for (let port = options.first; port <= options.last; port++) {
    if (await canListen(port, options.address)) return true;
  }
  return false;
}

function canListen(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // An address that is not this machine's cannot be tried from here, which says nothing about its ports.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRNOTAVAIL"));
    server.listen(port, address, () => server.close(() => resolve(true)));
  });
}
