import { describe, expect, it } from "vitest";
import { networkShard } from "./network-shard";

const bridgeLimit = 1023;

function countPerNetwork(maxContainers: number) {
  const counts = new Map<string, number>();
  for (let index = 0; index < maxContainers; index++) {
    const containerName = `sql-exercise-u${index}-e1-${index * 7919}`;
    const network = networkShard({ instance: "main", containerName, maxContainers });
    counts.set(network, (counts.get(network) ?? 0) + 1);
  }
  return counts;
}

describe("networkShard", () => {
  it.each([
    [1, 1],
    [512, 1],
    [516, 2],
    [4000, 8],
    [16_000, 32],
  ])("spreads %i containers over %i networks, each far below what a bridge holds", (maxContainers, networks) => {
    const counts = countPerNetwork(maxContainers);
    expect(counts.size).toBe(networks);
    expect(Math.max(...counts.values())).toBeLessThan(bridgeLimit * 0.65);
  });

  it("gives a name the same network each time, and names the installation's own", () => {
    const options = { instance: "main", containerName: "sql-exercise-a-b-c", maxContainers: 4000 };
    expect(networkShard(options)).toBe(networkShard(options));
    expect(networkShard(options)).toMatch(/^carrel-main-[0-7]$/);
  });
});
