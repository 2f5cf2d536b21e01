import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sessionStateSchema } from "@/lib/schemas/session";
import { canBecome, isLive, liveStates, statesBefore } from "./session-state";

const states = sessionStateSchema.options;

describe("canBecome", () => {
  it.each([
    ["queued", "starting hibernated ended failed"],
    ["starting", "ready ended failed"],
    ["ready", "starting hibernated ended failed"],
    ["hibernated", "queued starting ended failed"],
    ["failed", "ended"],
    ["ended", ""],
  ] as const)("lets a %s session become: %s", (from, wanted) => {
    const next = states.filter((to) => canBecome(from, to));
    expect(new Set(next)).toEqual(new Set(wanted.split(" ").filter(Boolean)));
  });

  it("lets no session stay as it is by a change", () => {
    expect(states.filter((state) => canBecome(state, state))).toEqual([]);
  });

  it("lets every session that is not over fail and end, and none that is over come to life", () => {
    for (const state of liveStates)
      expect([canBecome(state, "failed"), canBecome(state, "ended")]).toEqual([true, true]);
    for (const state of liveStates)
      expect([canBecome("ended", state), canBecome("failed", state)]).toEqual([false, false]);
  });
});

describe("statesBefore", () => {
  it.each(states)("gives exactly the states that can become %s", (to) => {
    expect(new Set(statesBefore(to))).toEqual(new Set(states.filter((from) => canBecome(from, to))));
  });
});

describe("isLive", () => {
  it("tells sessions that have or will have a container from those that are over", () => {
    expect(states.filter(isLive)).toEqual(["queued", "starting", "ready", "hibernated"]);
  });

  it("means the same states as the index that allows one live session for a student and an exercise", () => {
    const migration = new URL("../../prisma/migrations/0001_initial/migration.sql", import.meta.url);
    const condition = /exercise_sessions_one_live_idx[^;]*WHERE state IN \(([^)]*)\)/i.exec(
      readFileSync(migration, "utf8"),
    )?.[1];
    const indexed = condition?.split(",").map((state) => state.trim().replaceAll("'", ""));
    expect(new Set(indexed)).toEqual(new Set(liveStates));
  });
});
