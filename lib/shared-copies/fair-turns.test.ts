import { describe, expect, it } from "vitest";
import { FairTurns } from "./fair-turns";

/** Work that ends when it is told to, and a record of what began. */
function openWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("FairTurns", () => {
  it("runs so many at once, one of each person's, and lets the longest waiting person be next", async () => {
    const turns = new FairTurns({ atOnce: 2, waitingEach: 5, patienceMs: 60_000 });
    const { begun, work, end } = openWork();
    const runs = ["ada-1", "ada-2", "ada-3", "grace-1", "edsger-1"].map((name) =>
      turns.run(name.replace(/-.*/, ""), work(name)),
    );
    await settled();
    expect(begun).toEqual(["ada-1", "grace-1"]);
    await end("ada-1");
    expect(begun).toEqual(["ada-1", "grace-1", "edsger-1"]);
    await end("edsger-1");
    expect(begun).toEqual(["ada-1", "grace-1", "edsger-1", "ada-2"]);
    await end("ada-2");
    await end("ada-3");
    await end("grace-1");
    expect(await Promise.all(runs)).toEqual(["ada-1", "ada-2", "ada-3", "grace-1", "edsger-1"]);
  });

  it("refuses what one person has waiting beyond the limit, and nobody else's", async () => {
    const turns = new FairTurns({ atOnce: 1, waitingEach: 1, patienceMs: 60_000 });
    const { work, end } = openWork();
    const runs = [turns.run("ada", work("a")), turns.run("ada", work("b"))];
    await expect(turns.run("ada", work("c"))).rejects.toMatchObject({ code: "rate_limited" });
    runs.push(turns.run("grace", work("d")));
    for (const name of ["a", "d", "b"]) await end(name);
    expect(await Promise.all(runs)).toEqual(["a", "b", "d"]);
  });

  it("sends those away who waited too long, and never runs theirs", async () => {
    const turns = new FairTurns({ atOnce: 1, waitingEach: 5, patienceMs: 1 });
    const { begun, work, end } = openWork();
    const first = turns.run("ada", work("a"));
    await expect(turns.run("grace", work("b"))).rejects.toMatchObject({ code: "capacity_full" });
    await end("a");
    expect(await first).toBe("a");
    expect(await turns.run("grace", async () => "c")).toBe("c");
    expect(begun).toEqual(["a"]);
  });

  it("hands an error on, and goes on with the next", async () => {
    const turns = new FairTurns({ atOnce: 1, waitingEach: 5, patienceMs: 60_000 });
    await expect(turns.run("ada", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turns.run("ada", async () => "yes")).toBe("yes");
  });
});
