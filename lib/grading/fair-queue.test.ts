import { describe, expect, it } from "vitest";
import { FairQueue } from "./fair-queue";

/** Work that lasts until it is told to end. */
function openWork(queue: FairQueue, log: string[]) {
  const ends: (() => void)[] = [];
  const add = (person: string, name: string) =>
    queue.run(person, () => {
      log.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const endOne = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { add, endOne };
}

describe("FairQueue", () => {
  it("serves people in turn, not answers in order", async () => {
    const log: string[] = [];
    const { add, endOne } = openWork(new FairQueue({ concurrency: 1, mostWaiting: 10 }), log);
    for (const name of ["a1", "a2", "a3"]) void add("ada", name);
    for (const name of ["b1", "b2"]) void add("bob", name);
    void add("cleo", "c1");
    for (let count = 0; count < 6; count++) await endOne();
    expect(log).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
  });

  it("works on so many at once, and never on two of one person's", async () => {
    const log: string[] = [];
    const { add } = openWork(new FairQueue({ concurrency: 2, mostWaiting: 10 }), log);
    for (const [person, name] of [
      ["ada", "a1"],
      ["ada", "a2"],
      ["bob", "b1"],
      ["cleo", "c1"],
    ] as const)
      void add(person, name);
    await Promise.resolve();
    expect(log).toEqual(["a1", "b1"]);
  });

  it("refuses what one person piles up", async () => {
    const { add } = openWork(new FairQueue({ concurrency: 1, mostWaiting: 1 }), []);
    void add("ada", "a1");
    void add("ada", "a2");
    await expect(add("ada", "a3")).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("goes on after work that failed", async () => {
    const queue = new FairQueue({ concurrency: 1, mostWaiting: 5 });
    await expect(queue.run("ada", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(queue.run("ada", () => Promise.resolve(1))).resolves.toBe(1);
  });
});
