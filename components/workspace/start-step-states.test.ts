import { describe, expect, it } from "vitest";
import { startStepStates } from "@/components/workspace/start-step-states";
import type { Session } from "@/lib/schemas/session";

const session: Session = {
  id: "s",
  exerciseId: "e",
  studentId: "u",
  state: "starting",
  containerName: null,
  port: null,
  queuePosition: null,
  createdAt: "",
  lastActiveAt: "",
  expiresAt: "",
};
const states = (...args: Parameters<typeof startStepStates>) => startStepStates(...args).map(({ state }) => state);

describe("startStepStates", () => {
  it("has the first step under way before anything is heard", () => {
    expect(states({ session: null, stage: null, hasRun: null })).toEqual(["now", "next", "next"]);
  });

  it("has done what comes before the stage that is told", () => {
    expect(states({ session, stage: "postgres", hasRun: false })).toEqual(["done", "now", "next"]);
    expect(states({ session, stage: "access", hasRun: false })).toEqual(["done", "done", "now"]);
  });

  it("wakes a container that was there before", () => {
    const first = (hasRun: boolean) => startStepStates({ session, stage: "container", hasRun })[0]?.label;
    expect(first(true)).toBe("Waking your container");
    expect(first(false)).toBe("Getting your container");
  });
});
