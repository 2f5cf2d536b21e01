import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPart } from "@/components/http/load-part";

const browser = { onLine: true };

/** Fails so often, then gives the part. */
function failing(failures: number) {
  const load = vi.fn(async () => {
    if (load.mock.calls.length <= failures) throw new TypeError("Failed to fetch");
    return "part";
  });
  return load;
}

describe("loadPart", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", new EventTarget());
    vi.stubGlobal("navigator", browser);
    browser.onLine = true;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("gives what came at once, and asks once for it", async () => {
    const load = failing(0);
    await expect(loadPart(load)).resolves.toBe("part");
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("asks again after a second, then after longer", async () => {
    const load = failing(2);
    const loaded = loadPart(load);
    await vi.advanceTimersByTimeAsync(1_300);
    expect(load).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(2_600);
    await expect(loaded).resolves.toBe("part");
  });

  it("gives up what cannot be had although there is a network, with its error", async () => {
    const load = failing(100);
    const loaded = expect(loadPart(load)).rejects.toThrow("Failed to fetch");
    await vi.runAllTimersAsync();
    await loaded;
    expect(load).toHaveBeenCalledTimes(6);
  });

  it("waits for the network as long as it is away, and asks as soon as it is back", async () => {
    const load = failing(40);
    browser.onLine = false;
    const loaded = loadPart(load);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(load.mock.calls.length).toBeGreaterThan(10);
    load.mockResolvedValue("part");
    browser.onLine = true;
    window.dispatchEvent(new Event("online"));
    await expect(loaded).resolves.toBe("part");
  });
});
