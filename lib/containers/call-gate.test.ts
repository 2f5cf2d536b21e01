import { describe, expect, it } from "vitest";
import { CallGate } from "./call-gate";
import { dockerUnavailable } from "./docker-error";
import { DockerDeadlineError } from "./guard-docker-calls";

const limit = 8;

/** A piece of work that the test ends. */
function openWork<T>() {
  let finish: (value: T) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const done = new Promise<T>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  return { work: () => done, finish, fail };
}

/** Fills the gate with work that the test ends. */
function fill(gate: CallGate) {
  const works = Array.from({ length: limit }, () => openWork<void>());
  const results = works.map(({ work }) => gate.run(work));
  return { works, settled: Promise.allSettled(results) };
}

const deadline = () => dockerUnavailable(new DockerDeadlineError({ name: "start", kind: "heavy" }, 10));

describe("CallGate", () => {
  it("lets eight through at once, and the rest in order, people's before the pool's", async () => {
    const gate = new CallGate();
    const { works, settled } = fill(gate);
    const order: string[] = [];
    const note = (name: string) => async () => void order.push(name);
    const waiting = [
      gate.run(note("pool 1"), "pool"),
      gate.run(note("person 1")),
      gate.run(note("pool 2"), "pool"),
      gate.run(note("person 2")),
    ];
    await Promise.resolve();
    expect(order).toEqual([]);
    for (const { finish } of works) finish();
    await Promise.all([...waiting, settled]);
    expect(order).toEqual(["person 1", "person 2", "pool 1", "pool 2"]);
  });

  it("fails those who waited behind calls that Docker never answered, and tries again with the next", async () => {
    const gate = new CallGate();
    const { works, settled } = fill(gate);
    const waiting = gate.run(async () => "answer");
    const outcome = expect(waiting).rejects.toMatchObject({ code: "docker_unavailable" });
    for (const { fail } of works) fail(deadline());
    await Promise.all([outcome, settled]);
    expect(await gate.run(async () => "answer")).toBe("answer");
  });

  it("lets the others through where one call alone was not answered", async () => {
    const gate = new CallGate();
    const { works, settled } = fill(gate);
    const waiting = gate.run(async () => "answer");
    works[0]?.finish();
    for (const { fail } of works.slice(1)) fail(deadline());
    expect(await waiting).toBe("answer");
    await settled;
  });
});
