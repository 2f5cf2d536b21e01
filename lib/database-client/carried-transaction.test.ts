import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CarriedTransaction, keptAfterMs } from "./carried-transaction";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lasting = (hooks: string[]) => {
  const carried = new CarriedTransaction({
    onOpen: () => void hooks.push("open"),
    beforeCommit: async () => void hooks.push("commit"),
  });
  carried.beginRun("idle");
  return carried;
};

it("keeps a transaction that lasts within its run, however short its statements are, and asks before its COMMIT", async () => {
  const hooks: string[] = [];
  const carried = lasting(hooks);
  carried.after("BEGIN", "open");
  vi.advanceTimersByTime(keptAfterMs - 1);
  carried.after("SELECT 1", "open");
  expect(hooks).toEqual([]);
  vi.advanceTimersByTime(1);
  await carried.before("COMMIT AND CHAIN", "open");
  carried.after("COMMIT AND CHAIN", "open");
  vi.advanceTimersByTime(keptAfterMs);
  carried.after("ROLLBACK", "idle");
  carried.after("BEGIN", "open");
  carried.endRun();
  vi.advanceTimersByTime(keptAfterMs);
  expect(hooks).toEqual(["open", "commit", "open"]);
});

it("keeps none as open whose COMMIT is under way, and one whose COMMIT was refused", async () => {
  const hooks: string[] = [];
  const carried = lasting(hooks);
  carried.after("BEGIN", "open");
  await carried.before("COMMIT", "open");
  vi.advanceTimersByTime(keptAfterMs);
  expect(hooks).toEqual([]);
  carried.after("COMMIT nosuch", "failed");
  vi.advanceTimersByTime(keptAfterMs);
  expect(hooks).toEqual(["open"]);
});

/** How often it was asked before a COMMIT in a run of these statements, after each of which the transaction stands so. */
async function askedIn(begin: "open" | "idle" | "failed", statements: [string, "open" | "idle" | "failed"][]) {
  const asked: string[] = [];
  let current = "";
  const carried = new CarriedTransaction({
    onOpen: () => undefined,
    beforeCommit: async () => void asked.push(current),
  });
  carried.beginRun(begin);
  let before = begin;
  for (const [text, transaction] of statements) {
    current = text;
    await carried.before(text, before);
    carried.after(text, transaction);
    before = transaction;
  }
  return asked;
}

it.each(["COMMIT", "end work", "/* done */ Commit AND CHAIN", "COMMIT;"])(
  "asks before %j of a transaction that was open before the run",
  async (commit) => {
    expect(
      await askedIn("open", [
        ["INSERT INTO t VALUES (1)", "open"],
        [commit, "idle"],
      ]),
    ).toEqual([commit]);
  },
);

it("asks after a savepoint is gone back to, in a transaction that had failed", async () => {
  const run = [
    ["ROLLBACK TO a", "open"],
    ["RELEASE a", "open"],
    ["COMMIT", "idle"],
  ] satisfies [string, "open" | "idle"][];
  expect(await askedIn("failed", run)).toEqual(["COMMIT"]);
});

it("asks nothing where the transaction has failed, which COMMIT rolls back", async () => {
  expect(await askedIn("failed", [["COMMIT", "idle"]])).toEqual([]);
});

it("asks nothing of transactions that began in the run, whatever it began with", async () => {
  const own = [
    ["BEGIN", "open"],
    ["COMMIT", "idle"],
  ] satisfies [string, "open" | "idle"][];
  expect(await askedIn("idle", own)).toEqual([]);
  expect(await askedIn("open", [["ROLLBACK", "idle"], ...own])).toEqual([]);
  expect(
    await askedIn("open", [
      ["ROLLBACK AND CHAIN", "open"],
      ["COMMIT", "idle"],
    ]),
  ).toEqual([]);
  expect(
    await askedIn("open", [
      ["COMMIT AND CHAIN", "open"],
      ["COMMIT", "idle"],
    ]),
  ).toEqual(["COMMIT AND CHAIN"]);
});
