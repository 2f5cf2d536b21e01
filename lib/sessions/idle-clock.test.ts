import { describe, expect, it } from "vitest";
import { IdleClock } from "./idle-clock";

function clocks() {
  let databaseMs = Date.parse("2026-01-01T12:00:00Z");
  let monotonicMs = 5_000;
  const clock = new IdleClock({
    readDatabaseTime: async () => new Date(databaseMs),
    monotonicMs: () => monotonicMs,
    settleMs: 30_000,
  });
  return {
    runs: () => clock.runs(),
    pass: (ms: number) => {
      databaseMs += ms;
      monotonicMs += ms;
    },
    jump: (ms: number) => {
      databaseMs += ms;
    },
  };
}

async function settledClocks() {
  const time = clocks();
  await time.runs();
  time.pass(30_000);
  expect(await time.runs()).toBe(true);
  return time;
}

describe("IdleClock", () => {
  it("stands still after a boot until open pages had time to speak", async () => {
    const time = clocks();
    expect(await time.runs()).toBe(false);
    time.pass(29_999);
    expect(await time.runs()).toBe(false);
    time.pass(1);
    expect(await time.runs()).toBe(true);
  });

  it.each([3_600_000, -3_600_000])("stands still for a while when the database's clock jumps by %i ms", async (ms) => {
    const time = await settledClocks();
    time.jump(ms);
    time.pass(5_000);
    expect(await time.runs()).toBe(false);
    time.pass(30_000);
    expect(await time.runs()).toBe(true);
  });

  it("goes on through rounds that are far apart, and through small differences of the clocks", async () => {
    const time = await settledClocks();
    time.pass(600_000);
    time.jump(2_000);
    expect(await time.runs()).toBe(true);
  });
});
