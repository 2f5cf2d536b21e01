import "server-only";
import { execFile } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface NetworkNamespace {
  /** What a program is started with to run in it. */
  enter: [command: string, ...args: string[]];
  /** Where what listens in it is reached from here. */
  address: string;
  close: () => Promise<void>;
}

/**
 * A network of a test's own, joined to this host's by one cable, so that a second Docker Engine does not touch the first
 * one's bridges and rules. Needs root and iproute2.
 */
export async function openNetworkNamespace(): Promise<NetworkNamespace> {
  const name = `carrel-${randomBytes(3).toString("hex")}`;
  const [here, there] = [`${name}a`, `${name}b`];
  // A network of four addresses, of those that are for testing devices: https://www.rfc-editor.org/rfc/rfc2544
  const prefix = `198.${18 + randomInt(2)}.${randomInt(256)}`;
  const ip = (...args: string[]) => run("ip", args);
  try {
    await ip("netns", "add", name);
  } catch (cause) {
    throw new Error("This test makes a network namespace: it needs Linux, root and iproute2 (`ip netns add`).", {
      cause,
    });
  }
  await ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name);
  await ip("addr", "add", `${prefix}.1/30`, "dev", here);
  await ip("link", "set", here, "up");
  await ip("-n", name, "addr", "add", `${prefix}.2/30`, "dev", there);
  await ip("-n", name, "link", "set", there, "up");
  await ip("-n", name, "link", "set", "lo", "up");
  return {
    // `ip netns exec` would hide the control groups that a Docker Engine needs.
    enter: ["nsenter", `--net=/run/netns/${name}`],
    address: `${prefix}.2`,
    close: async () => {
      // The cable goes with either of its ends.
      await ip("link", "del", here);
      await ip("netns", "del", name);
    },
  };
}
