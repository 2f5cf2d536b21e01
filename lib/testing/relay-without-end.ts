import "server-only";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { ContainerAddress } from "@/lib/containers/docker-container-service";
import { isSocketAddress } from "./is-socket-address";

/**
 * A way to a server that hands on every byte, but never that a connection is over: so it looks from here when a whole host
 * goes in the moment after its last word.
 */
export async function openRelayWithoutEnd(target: ContainerAddress) {
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      socket.on("error", () => undefined);
      sockets.push(socket);
    }
    client.pipe(upstream, { end: false });
    upstream.pipe(client, { end: false });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!isSocketAddress(address)) throw new Error("the relay has no port");
  return {
    address: { host: "127.0.0.1", port: address.port },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
