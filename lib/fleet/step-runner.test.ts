import { describe, expect, it } from "vitest";
import type { FleetStep } from "./plan-steps";
import { StepRunner } from "./step-runner";

const step = (subject: string): FleetStep => ({ kind: "recover-session", subject });

describe("StepRunner", () => {
  it("carries every step out, no more than eight at once", async () => {
    let running = 0;
    let most = 0;
    const runner = new StepRunner(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    const results = await runner.run(Array.from({ length: 30 }, (_, index) => step(`s${index}`)));
    expect(results.map(({ error }) => error)).toEqual(Array(30).fill(null));
    expect(most).toBe(8);
  });

  it("goes on with the others when one fails, and holds that one back", async () => {
    const tried: string[] = [];
    const runner = new StepRunner(async ({ subject }) => {
      tried.push(subject);
      if (subject === "bad") throw new Error("no");
    });
    const results = await runner.run([step("bad"), step("good")]);
    expect(results.find((result) => result.step.subject === "bad")?.error).toEqual(new Error("no"));
    await runner.run([step("bad"), step("good")]);
    expect(tried).toEqual(["bad", "good", "good"]);
    expect(runner.list()).toMatchObject([{ step: step("bad"), failures: 1, dueAt: expect.any(Date) }]);
  });

  it("forgets what is no longer planned", async () => {
    const runner = new StepRunner(async () => {
      throw new Error("no");
    });
    await runner.run([step("s1")]);
    await runner.run([]);
    expect(runner.list()).toEqual([]);
  });
});
