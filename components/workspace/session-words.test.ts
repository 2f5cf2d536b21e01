import { describe, expect, it } from "vitest";
import { initialSessionView } from "@/components/workspace/session-view";
import { describeSession, queueWords } from "@/components/workspace/session-words";
import type { Session } from "@/lib/schemas/session";

function viewOf(state: Session["state"], queuePosition: number | null = null) {
  const times = { createdAt: "", lastActiveAt: "", expiresAt: "" };
  const base = { id: "s", exerciseId: "e", studentId: "u", containerName: null, port: null, ...times };
  return initialSessionView({ ...base, state, queuePosition });
}

describe("describeSession", () => {
  it("has a dot and a few words for every state", () => {
    expect(describeSession(viewOf("ready"))).toEqual({ tone: "ready", words: "ready" });
    expect(describeSession(viewOf("hibernated")).words).toBe("asleep, wakes when you run");
    expect(describeSession(viewOf("ended")).words).toBe("ended");
    expect(describeSession(viewOf("failed")).tone).toBe("failed");
    expect(describeSession(viewOf("queued", 3))).toEqual({ tone: "waiting", words: "3rd in the queue" });
  });

  it("names the step of a start as soon as it is known", () => {
    expect(describeSession(viewOf("starting")).words).toBe("starting");
    expect(describeSession({ ...viewOf("starting"), stage: "postgres" }).words).toBe("starting: PostgreSQL");
  });

  it("says first that Carrel cannot be reached", () => {
    expect(describeSession({ ...viewOf("ready"), online: false }).words).toBe("offline, nothing is lost");
  });

  it("tells a start that was refused from one under way", () => {
    expect(describeSession(initialSessionView(null)).words).toBe("starting");
    const failure = { code: "start_failed", message: "" };
    expect(describeSession({ ...initialSessionView(null), failure }).words).toBe("failed");
  });
});

describe("queueWords", () => {
  it("counts as people do", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(queueWords)).toEqual(
      ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd"].map((word) => `${word} in the queue`),
    );
    expect(queueWords(null)).toBe("in the queue");
  });
});
