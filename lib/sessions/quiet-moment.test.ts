import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QuietMoment } from "./quiet-moment";

describe("QuietMoment", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const awaitQuiet = () => {
    const onQuiet = vi.fn();
    return { onQuiet, moment: new QuietMoment({ quietMs: 50, atMostMs: 120, onQuiet }) };
  };

  it("calls back once when nothing has happened for a while", () => {
    const { onQuiet, moment } = awaitQuiet();
    moment.disturb();
    vi.advanceTimersByTime(40);
    moment.disturb();
    vi.advanceTimersByTime(49);
    expect(onQuiet).not.toHaveBeenCalled();
    expect(moment.isAwaited).toBe(true);
    vi.advanceTimersByTime(1);
    expect(onQuiet).toHaveBeenCalledOnce();
    expect(moment.isAwaited).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(onQuiet).toHaveBeenCalledOnce();
  });

  it("does not wait for ever for a flurry to end", () => {
    const { onQuiet, moment } = awaitQuiet();
    for (let ms = 0; ms < 120; ms += 10) {
      moment.disturb();
      vi.advanceTimersByTime(10);
    }
    expect(onQuiet).toHaveBeenCalledOnce();
  });

  it("can be hurried, and forget", () => {
    const { onQuiet, moment } = awaitQuiet();
    moment.hurry();
    expect(onQuiet).not.toHaveBeenCalled();
    moment.disturb();
    moment.hurry();
    expect(onQuiet).toHaveBeenCalledOnce();
    moment.disturb();
    moment.stop();
    vi.advanceTimersByTime(1_000);
    expect(onQuiet).toHaveBeenCalledOnce();
  });
});
