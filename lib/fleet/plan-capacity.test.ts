import { describe, expect, it } from "vitest";
import { planCapacity } from "./plan-capacity";

const gibibyte = 1024 ** 3;
const host = {
  memoryTotalBytes: 24 * gibibyte,
  memoryAvailableBytes: 12 * gibibyte,
  diskFreeBytes: 50 * gibibyte,
  cpus: 2,
};
const settings = {
  memoryReserveBytes: 32 * 1024 ** 2,
  memoryBudgetBytes: null,
  minFreeDiskBytes: gibibyte,
  ports: 4_000,
};

describe("planCapacity", () => {
  it("carries 500 sessions on 24 GiB by default", () => {
    expect(planCapacity(host, settings)).toEqual({ maxRunning: 614, refusal: null });
  });

  it("takes the operator's memory budget instead of a share of the host's", () => {
    expect(planCapacity(host, { ...settings, memoryBudgetBytes: gibibyte }).maxRunning).toBe(32);
  });

  it("carries no more sessions than there are ports, and always one", () => {
    expect(planCapacity(host, { ...settings, ports: 100 }).maxRunning).toBe(100);
    expect(planCapacity(host, { ...settings, memoryBudgetBytes: 1 }).maxRunning).toBe(1);
  });

  it("is bounded by the ports alone where the host's memory is not known", () => {
    const unknown = { memoryTotalBytes: null, memoryAvailableBytes: null, diskFreeBytes: null, cpus: null };
    expect(planCapacity(unknown, settings)).toEqual({ maxRunning: 4_000, refusal: null });
  });

  it("lets nothing new start while the disk is nearly full, and says so", () => {
    const full = { ...host, diskFreeBytes: gibibyte - 1 };
    expect(planCapacity(full, settings).refusal).toMatch(/disk is nearly full/);
  });

  it("lets nothing new start while the memory is nearly used up, and says so", () => {
    const full = { ...host, memoryAvailableBytes: gibibyte };
    expect(planCapacity(full, settings).refusal).toMatch(/memory is nearly used up/);
  });
});
