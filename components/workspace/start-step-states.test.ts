import { describe, expect, it } from "vitest";
import { startStepStates } from "@/components/workspace/start-step-states";

const states = (...args: Parameters<typeof startStepStates>) => startStepStates(...args).map(({ state }) => state);
const times = { createdAt: "", lastActiveAt: "", expiresAt: "" };
const queued = {
  id: "s",
  exerciseId: "e",
  studentId: "u",
  containerName: null,
  port: null,
  queuePosition: 3,
  ...times,
};

describe("startStepStates", () => {
  it("has the first step under way before anything is heard", () => {
    expect(states({ session: null, stage: null })).toEqual(["now", "next", "next"]);
  });

  it("has done what comes before the stage that is told", () => {
    expect(states({ session: null, stage: "postgres" })).toEqual(["done", "now", "next"]);
    expect(states({ session: null, stage: "access" })).toEqual(["done", "done", "now"]);
  });

  it("has nothing under way in the queue", () => {
    expect(states({ session: { ...queued, state: "queued" }, stage: null })).toEqual(["next", "next", "next"]);
  });
});
