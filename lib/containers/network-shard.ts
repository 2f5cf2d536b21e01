import "server-only";
import { createHash } from "node:crypto";

/** A bridge holds at most 1023 ports. Half of that leaves room for chance, and for containers above the limit. */
const containersPerNetwork = 512;

interface NetworkShardOptions {
  instance: string;
  containerName: string;
  /** So many may run at once. */
  maxContainers: number;
}

/**
 * The network that a container of this name is made on. It follows from the name alone, so nothing is counted, and
 * processes need not agree about anything.
 */
export function networkShard({ instance, containerName, maxContainers }: NetworkShardOptions): string {
  const shards = Math.max(1, Math.ceil(maxContainers / containersPerNetwork));
  const hash = createHash("sha256").update(containerName).digest().readUInt32BE(0);
  return `carrel-${instance}-${hash % shards}`;
}
