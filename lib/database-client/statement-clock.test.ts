import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StatementClock } from "./statement-clock";

describe("StatementClock", () => {
  const onOver = vi.fn();
  beforeEach(() => {
    onOver.mockReset();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const start = (isWaiting: () => Promise<boolean>) => new StatementClock({ timeoutMs: 10_000, isWaiting, onOver });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it("is over for a statement that works, and for one of which nobody can say", async () => {
    start(async () => false);
    await pass(9_999);
    expect(onOver).not.toHaveBeenCalled();
    await pass(1);
    expect(onOver).toHaveBeenCalledOnce();
    start(() => Promise.reject(new Error("nobody answers")));
    await pass(10_000);
    expect(onOver).toHaveBeenCalledTimes(2);
  });

  it("gives more time to one that waits, which ends when it works, or after two minutes", async () => {
    let waits = true;
    start(async () => waits);
    await pass(25_000);
    waits = false;
    expect(onOver).not.toHaveBeenCalled();
    await pass(5_000);
    expect(onOver).toHaveBeenCalledOnce();
    const clock = start(async () => true);
    await pass(119_999);
    expect(onOver).toHaveBeenCalledOnce();
    await pass(1);
    expect(onOver).toHaveBeenCalledTimes(2);
    expect(clock.givenMs).toBe(120_000);
  });

  it("stops with its statement, also while it is being asked whether that waits", async () => {
    let answer: (waits: boolean) => void = () => undefined;
    const clock = start(() => new Promise((resolve) => (answer = resolve)));
    await pass(10_000);
    clock.stop();
    answer(false);
    await pass(60_000);
    expect(onOver).not.toHaveBeenCalled();
  });
});
