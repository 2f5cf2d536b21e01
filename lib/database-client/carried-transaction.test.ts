import { expect, it } from "vitest";
import { CarriedTransaction } from "./carried-transaction";

/** How often it was asked before a COMMIT in a run of these statements, after each of which the transaction stands so. */
async function askedIn(begin: "open" | "idle" | "failed", statements: [string, "open" | "idle" | "failed"][]) {
  const asked: string[] = [];
  let current = "";
  const carried = new CarriedTransaction(async () => void asked.push(current));
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
