import "server-only";
import { readFileSync } from "node:fs";

/** The local ports of the TCP sockets over IPv4 in a process's network namespace, by what they do. Linux only. */
export function readSockets(pid = process.pid): { listening: Set<number>; connected: Set<number> } {
  const sockets = readFileSync(`/proc/${pid}/net/tcp`, "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  // Addresses, ports and states are in hexadecimal: 0A listens, 01 is connected.
  const portsIn = (wanted: string) =>
    new Set(
      sockets
        .filter(([, , , state]) => state === wanted)
        .map(([, address]) => Number.parseInt(address?.split(":")[1] ?? "", 16)),
    );
  return { listening: portsIn("0A"), connected: portsIn("01") };
}
