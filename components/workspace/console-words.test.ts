import { describe, expect, it } from "vitest";
import {
  announceWaits,
  heldWords,
  waitDurationWords,
  waitersOf,
  waitsForWords,
  waitTargetWords,
} from "@/components/workspace/console-words";
import type { ConsoleActivity, LockWait } from "@/lib/schemas/console-activity";

const wait: LockWait = {
  ...{ blockers: ["main"], waitedMs: 4_000, lockType: "transactionid", mode: "ShareLock" },
  ...{ relation: "account", row: "(0,42)", rowKey: null, key: null },
};
const idle: ConsoleActivity = {
  ...{ console: "main", pid: 64, state: "open", isRunning: false, transactionMs: 12_000, locks: [] },
  ...{ statement: null, statementMs: null, wait: null },
};
const waiting: ConsoleActivity = { ...idle, console: "second", pid: 65, state: "active", wait };

describe("who waits for whom", () => {
  it("is said by the consoles' names, and of others no more than that they are there", () => {
    expect(waitsForWords(wait)).toBe("waits for console A");
    expect(waitsForWords({ blockers: ["second", "other"] })).toBe("waits for console B and another client");
    expect(announceWaits([idle, waiting])).toBe("Console B waits for console A: row (0,42) of account.");
    expect(waitersOf("main", [idle, waiting])).toEqual(["second"]);
  });

  it("names what is waited for, as far as PostgreSQL says", () => {
    expect(waitTargetWords(wait)).toBe("row (0,42) of account");
    expect(waitTargetWords({ ...wait, rowKey: "id = 7" })).toBe("row id = 7 of account");
    expect(waitTargetWords({ ...wait, row: null, relation: null })).toBe("the end of a transaction");
    expect(waitTargetWords({ ...wait, lockType: "relation", row: null })).toBe("account");
    expect(waitTargetWords({ ...wait, lockType: "relation", row: null, relation: null })).toBe(
      "a table that is not committed yet",
    );
    expect(waitTargetWords({ ...wait, lockType: "advisory", key: "7", relation: null, row: null })).toBe(
      "advisory lock 7",
    );
  });
});

it("gathers the locks that are held by their mode", () => {
  const mode = "RowExclusiveLock";
  expect(
    heldWords([
      { relation: "account", mode },
      { relation: "stall", mode },
    ]),
  ).toBe(`${mode} on account, stall`);
  expect(heldWords([])).toBeNull();
});

it("counts seconds, and minutes after the first", () => {
  expect([0, 12_900, 65_000].map(waitDurationWords)).toEqual(["0 s", "12 s", "1 min 05 s"]);
});
