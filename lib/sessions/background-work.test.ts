import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLog } from "@/lib/log/log";
import { BackgroundWork } from "./background-work";

describe("BackgroundWork", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const open = () => new BackgroundWork(openLog({ level: "silent", name: "test" }));
  const noted = () => vi.fn(async () => undefined);

  it("holds back what comes after the answers while more of them are due", async () => {
    const background = open();
    const [first, second] = [noted(), noted()];
    background.runAfterAnswer("test", "one", first);
    await vi.advanceTimersByTimeAsync(40);
    background.runAfterAnswer("test", "two", second);
    await vi.advanceTimersByTimeAsync(40);
    expect(first).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10);
    expect(first).toHaveBeenCalledOnce();
    expect(second).toHaveBeenCalledOnce();
  });

  it("does at once what somebody waits for", async () => {
    const background = open();
    const work = noted();
    background.runAfterAnswer("test", "one", work);
    await background.settled("one");
    expect(work).toHaveBeenCalledOnce();
  });

  it("leaves to the keeper what fails", async () => {
    const background = open();
    background.run("test", "one", () => Promise.reject(new Error("not now")));
    await expect(background.settled()).resolves.toBeUndefined();
  });
});
