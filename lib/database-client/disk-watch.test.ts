import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DiskUse } from "./disk-quota";
import { DiskWatch } from "./disk-watch";

const mebibyte = 1024 * 1024;
const diskBytes = 512 * mebibyte;

/** A gauge that shows what it is told to, and remembers how often it was opened and closed. */
function givenGauge() {
  const gauge = { dataBytes: 100 * mebibyte, opened: 0, closed: 0, reclaimed: 0 };
  const use = async (): Promise<DiskUse> => ({ dataBytes: gauge.dataBytes, walBytes: 0 });
  const watch = new DiskWatch({
    open: async () => {
      gauge.opened++;
      return { measure: use, close: () => void gauge.closed++ };
    },
    reclaim: () => {
      gauge.reclaimed++;
      return use();
    },
  });
  return { gauge, watch };
}

describe("DiskWatch", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("opens no connection for a short statement, and one for a long one, which ends with it", async () => {
    const { gauge, watch } = givenGauge();
    await watch.begin({ diskBytes, onExceeded: () => undefined });
    await vi.advanceTimersByTimeAsync(240);
    expect(watch.beforeCommit("SELECT 1")).toBeNull();
    watch.end();
    expect(gauge).toMatchObject({ opened: 0 });
    await watch.begin({ diskBytes, onExceeded: () => undefined });
    await vi.advanceTimersByTimeAsync(2_000);
    watch.end();
    await vi.runAllTimersAsync();
    expect(gauge).toMatchObject({ opened: 1, closed: 1 });
  });

  it("measures after many short statements, before the one that makes a quarter of a second of them is committed", async () => {
    const { gauge, watch } = givenGauge();
    for (let count = 0; count < 3; count++) {
      await watch.begin({ diskBytes, onExceeded: () => undefined });
      await vi.advanceTimersByTimeAsync(100);
      const judged = watch.beforeCommit("INSERT 0 1");
      if (count < 2) expect(judged).toBeNull();
      else expect(await judged).toBe(true);
      watch.end();
    }
    await vi.runAllTimersAsync();
    expect(gauge).toMatchObject({ opened: 1, closed: 1 });
  });

  it("stops a statement that grows over the quota, once", async () => {
    const { gauge, watch } = givenGauge();
    const onExceeded = vi.fn();
    await watch.begin({ diskBytes, onExceeded });
    await vi.advanceTimersByTimeAsync(300);
    expect(onExceeded).not.toHaveBeenCalled();
    gauge.dataBytes = 520 * mebibyte;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(onExceeded).toHaveBeenCalledTimes(1);
    watch.end();
    gauge.dataBytes = 100 * mebibyte;
    await watch.settle(diskBytes);
    expect(gauge.reclaimed).toBe(1);
    await watch.begin({ diskBytes, onExceeded });
    expect(watch.beforeCommit("INSERT 0 1")).toBeNull();
    watch.end();
  });

  it("commits nothing that grows while the quota is reached, and everything that makes room, only reads, or is committed already", async () => {
    const { gauge, watch } = givenGauge();
    gauge.dataBytes = 600 * mebibyte;
    await watch.settle(diskBytes);
    const commits = async (tag: string, grownBy: number) => {
      await watch.begin({ diskBytes, onExceeded: () => undefined });
      gauge.dataBytes += grownBy * mebibyte;
      const may = await watch.beforeCommit(tag);
      if (may === false) gauge.dataBytes -= grownBy * mebibyte;
      watch.end();
      return may ?? true;
    };
    expect(await commits("INSERT 0 1", 7)).toBe(true);
    expect(await commits("INSERT 0 1", 7)).toBe(false);
    expect(await commits("COMMIT", 9)).toBe(true);
    expect(await commits("DELETE 9", -9)).toBe(true);
    expect(await commits("SELECT 1", 0)).toBe(true);
    expect(await commits("TRUNCATE TABLE", 2)).toBe(true);
    expect(await commits("UPDATE 1", 1)).toBe(false);
    expect(await commits("DELETE 1000", -300)).toBe(true);
    expect(await commits("SELECT 1", 0)).toBe(true);
    expect(await commits("INSERT 0 1", 50)).toBe(true);
    await vi.runAllTimersAsync();
    expect(gauge.opened).toBe(gauge.closed);
  });
});
