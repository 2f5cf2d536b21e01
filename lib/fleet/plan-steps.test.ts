import { describe, expect, it } from "vitest";
import type { ContainerState } from "@/lib/containers/container-state";
import { sessionStateSchema } from "@/lib/schemas/session";
import type { KeeperSession } from "@/lib/sessions/session-repository";
import { type FleetFacts, planSteps } from "./plan-steps";

const keeperStartedAt = new Date("2026-01-01T12:00:00Z");

function session(values: Partial<KeeperSession> = {}): KeeperSession {
  return {
    id: "s1",
    state: "ready",
    containerName: "c1",
    pooledName: null,
    expired: false,
    claimed: false,
    idle: false,
    inUse: false,
    ...values,
  };
}

function container(values: Partial<ContainerState> = {}): ContainerState {
  const createdAt = new Date("2026-01-01T13:00:00Z");
  return { id: "d1", name: "c1", role: "session", sessionId: "s1", running: true, port: 24_000, createdAt, ...values };
}

function plan(
  sessions: KeeperSession[],
  containers: ContainerState[],
  {
    pool = [],
    shared = [],
    graders = [],
    idleClockRuns = true,
  }: Partial<Pick<FleetFacts, "pool" | "shared" | "graders" | "idleClockRuns">> = {},
) {
  return planSteps({ sessions, containers, pool, shared, graders, keeperStartedAt, idleClockRuns });
}

describe("planSteps for sessions", () => {
  it("does nothing where rows and containers agree", () => {
    expect(plan([], [])).toEqual([]);
    expect(plan([session()], [container()])).toEqual([]);
  });

  it.each([
    ["stands still", [container({ running: false })]],
    ["is gone", []],
  ])("recovers a ready session whose container %s", (_what, containers) => {
    const step = { kind: "recover-session", subject: "s1" };
    expect(plan([session()], containers)).toEqual([step]);
  });

  it.each([[[]], [[container()]]])("goes on with a start that nobody works on, container or not", (containers) => {
    expect(plan([session({ state: "starting" })], containers)).toEqual([{ kind: "provision-session", subject: "s1" }]);
  });

  it.each(["starting", "ready"] as const)("leaves a %s session alone while somebody works on it", (state) => {
    expect(plan([session({ state, claimed: true })], [])).toEqual([]);
  });

  it.each(["queued", "hibernated"] as const)("does not bring up a %s session", (state) => {
    expect(plan([session({ state })], [container({ running: false })])).toEqual([]);
  });

  it.each(sessionStateSchema.options)("ends an expired %s session, and does nothing else to it", (state) => {
    expect(plan([session({ state, expired: true })], [])).toEqual([{ kind: "end-session", subject: "s1" }]);
  });

  it("puts to sleep what is idle, and nothing that somebody works on", () => {
    expect(plan([session({ idle: true })], [container()])).toEqual([{ kind: "hibernate-session", subject: "s1" }]);
    expect(plan([session({ idle: true, claimed: true })], [container()])).toEqual([]);
    expect(plan([session({ idle: true, state: "starting", claimed: true })], [container()])).toEqual([]);
  });

  it("neither puts to sleep nor ends anything while idle times cannot be believed", () => {
    const sessions = [session({ idle: true }), session({ id: "s2", containerName: "c2", expired: true })];
    const containers = [container(), container({ name: "c2" })];
    expect(plan(sessions, containers, { idleClockRuns: false })).toEqual([]);
  });

  it("stops what should be asleep and runs, and says so where its container is gone", () => {
    const asleep = session({ state: "hibernated" });
    expect(plan([asleep], [container()])).toEqual([{ kind: "stop-asleep", subject: "s1" }]);
    expect(plan([asleep], [])).toEqual([{ kind: "lose-session", subject: "s1" }]);
    expect(plan([session({ state: "hibernated", claimed: true })], [container()])).toEqual([]);
  });

  it("names a claimed container whose name is not the session's yet, under whichever name it is found", () => {
    const claimed = session({ pooledName: "p1" });
    const step = { kind: "name-container", subject: "s1" };
    expect(plan([claimed], [container({ name: "p1" })])).toEqual([step]);
    expect(plan([claimed], [container({ name: "c1" })])).toEqual([step]);
  });
});

describe("planSteps for containers", () => {
  const removal = { kind: "remove-container", subject: "c1" };

  it("removes a session's container that no row names, running or not", () => {
    expect(plan([], [container()])).toEqual([removal]);
    expect(plan([session({ id: "s2", containerName: "c2", state: "queued" })], [container()])).toEqual([removal]);
    expect(plan([], [container({ running: false })])).toEqual([removal]);
  });

  it("goes by the container's name, so that what a reset left behind is removed", () => {
    const containers = [container(), container({ name: "c2" })];
    expect(plan([session({ containerName: "c2" })], containers)).toEqual([removal]);
  });

  it.each(["queued", "starting", "ready", "hibernated"] as const)("keeps the container of a %s session", (state) => {
    const steps = plan([session({ state })], [container({ running: false })]);
    expect(steps.filter((step) => step.kind === "remove-container")).toEqual([]);
  });

  it("removes a builder from before this keeper's start, and keeps its own", () => {
    const old = container({ role: "builder", createdAt: new Date(keeperStartedAt.getTime() - 1) });
    const own = container({ role: "builder", name: "c2", createdAt: keeperStartedAt });
    expect(plan([], [old, own])).toEqual([removal]);
  });

  it.each(["database", "another", null])("never touches a container whose role is %s", (role) => {
    const old = new Date("2020-01-01T00:00:00Z");
    expect(
      plan([], [container({ role, createdAt: old }), container({ role, createdAt: old, running: false })]),
    ).toEqual([]);
  });
});

it("plans each session and container by itself", () => {
  const sessions = [
    session({ id: "s1", containerName: "c1", pooledName: null, expired: true }),
    session({ id: "s2", containerName: "c2" }),
    session({ id: "s3", containerName: "c3", state: "starting" }),
  ];
  expect(plan(sessions, [container({ name: "c1" }), container({ name: "c9" })])).toEqual([
    { kind: "end-session", subject: "s1" },
    { kind: "recover-session", subject: "s2" },
    { kind: "provision-session", subject: "s3" },
    { kind: "remove-container", subject: "c9" },
  ]);
});

describe("planSteps for the pool", () => {
  const before = new Date("2026-01-01T11:00:00Z");
  const after = new Date("2026-01-01T13:00:00Z");

  const pooled = (state: "starting" | "ready", createdAt: Date) => ({ pool: [{ name: "p1", state, createdAt }] });
  const drop = { kind: "drop-pooled", subject: "p1" };

  it("leaves alone what waits, and what a session has claimed but not yet renamed", () => {
    expect(plan([], [container({ name: "p1" })], pooled("ready", before))).toEqual([]);
    const claimed = session({ state: "starting", claimed: true, pooledName: "p1" });
    expect(plan([claimed], [container({ name: "p1" })])).toEqual([]);
  });

  it("drops one that waits and stands still, or is gone", () => {
    expect(plan([], [container({ name: "p1", running: false })], pooled("ready", after))).toEqual([drop]);
    expect(plan([], [], pooled("ready", after))).toEqual([drop]);
  });

  it("drops one whose start was cut off with its keeper, however far it came, and none that this keeper is starting", () => {
    for (const running of [false, true]) {
      const containers = [container({ name: "p1", running })];
      expect(plan([], containers, pooled("starting", before))).toEqual([drop]);
      expect(plan([], containers, pooled("starting", after))).toEqual([]);
    }
    expect(plan([], [], pooled("starting", before))).toEqual([drop]);
    expect(plan([], [], pooled("starting", after))).toEqual([]);
  });

  it("removes a container of the pool that no row knows", () => {
    expect(plan([], [container({ name: "p1" })])).toEqual([{ kind: "remove-container", subject: "p1" }]);
  });
});

describe("planSteps for the containers that answers are checked in", () => {
  const grader = container({ name: "g1", role: "grader", sessionId: null });

  it("leaves those that are in use, and drops those that nobody has used for long", () => {
    expect(plan([], [grader], { graders: [{ name: "g1", idle: false }] })).toEqual([]);
    expect(plan([], [grader], { graders: [{ name: "g1", idle: true }] })).toEqual([
      { kind: "drop-grader", subject: "g1" },
    ]);
    expect(plan([], [], { graders: [{ name: "g1", idle: true }] })).toEqual([{ kind: "drop-grader", subject: "g1" }]);
  });

  it("takes none for unused while nobody knows how long that was", () => {
    expect(plan([], [grader], { graders: [{ name: "g1", idle: true }], idleClockRuns: false })).toEqual([]);
  });

  it("removes one that no row knows", () => {
    expect(plan([], [grader])).toEqual([{ kind: "remove-container", subject: "g1" }]);
  });
});

describe("planSteps for shared copies", () => {
  const copy = { name: "c1", state: "ready", unwanted: false } as const;
  const of = (values: Partial<ContainerState> = {}) => container({ role: "shared", sessionId: null, ...values });
  const drop = { kind: "drop-shared", subject: "c1" };

  it("leaves one alone that runs and is wanted, and one that is being started", () => {
    expect(plan([], [of()], { shared: [copy] })).toEqual([]);
    expect(plan([], [], { shared: [{ ...copy, state: "starting" }] })).toEqual([]);
    expect(plan([], [of({ running: false })], { shared: [{ ...copy, state: "starting" }] })).toEqual([]);
  });

  it("drops one that nobody wants, that stands still, that is gone, or whose starter died", () => {
    expect(plan([], [of()], { shared: [{ ...copy, unwanted: true }] })).toEqual([drop]);
    expect(plan([], [of({ running: false })], { shared: [copy] })).toEqual([drop]);
    expect(plan([], [], { shared: [copy] })).toEqual([drop]);
    expect(plan([], [], { shared: [{ ...copy, state: "starting", unwanted: true }] })).toEqual([drop]);
  });

  it("removes a shared copy's container that no row names", () => {
    expect(plan([], [of()])).toEqual([{ kind: "remove-container", subject: "c1" }]);
  });
});
