import { describe, expect, it, vi } from "vitest";
import { OncePerKey } from "./once-per-key";

describe("OncePerKey", () => {
  it("does the work once for all who ask while it goes on, and again for who comes later", async () => {
    const once = new OncePerKey<number>();
    let count = 0;
    const work = vi.fn(async () => ++count);
    expect(await Promise.all([once.run("a", work), once.run("a", work), once.run("b", work)])).toEqual([1, 1, 2]);
    expect(await once.run("a", work)).toBe(3);
  });

  it("gives its error to everybody who joined, and does not keep it", async () => {
    const once = new OncePerKey<string>();
    const fail = () => Promise.reject(new Error("no"));
    const joined = [once.run("a", fail), once.run("a", async () => "never begun")];
    for (const one of joined) await expect(one).rejects.toThrow("no");
    await expect(once.run("a", async () => "well")).resolves.toBe("well");
  });
});
