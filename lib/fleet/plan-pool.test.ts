import { describe, expect, it } from "vitest";
import type { PoolEntry, TemplateDemand } from "@/lib/sessions/pool-repository";
import { type PoolFacts, planPool } from "./plan-pool";

interface Template {
  key: string;
  /** Ages in minutes of what waits. */
  waiting?: number[];
  starting?: number;
  recentStarts?: number;
  need?: number;
  fault?: TemplateDemand["fault"];
}

/** As the repository gives them: the most wanted template first, the oldest container first. */
function facts(templates: Template[], rest: Partial<PoolFacts> = {}): PoolFacts {
  const entries = templates.flatMap(({ key, waiting = [], starting = 0 }): PoolEntry[] => [
    ...waiting.map((age) => ({ name: `${key}${age}`, templateKey: key, state: "ready" as const, ageMs: age * 60_000 })),
    ...Array.from({ length: starting }, (_, index) => ({
      name: `${key}-starting${index}`,
      templateKey: key,
      state: "starting" as const,
      ageMs: 500,
    })),
  ]);
  const demand = templates.map(({ key, recentStarts = 0, fault = null }) => {
    const pooled = entries.filter(({ templateKey }) => templateKey === key).length;
    return { templateKey: key, pooled, recentStarts, fault };
  });
  return {
    demand: demand.toSorted((a, b) => b.recentStarts - a.recentStarts),
    entries: entries.toSorted((a, b) => b.ageMs - a.ageMs),
    lessonNeeds: new Map(templates.map(({ key, need = 0 }) => [key, need])),
    limits: { floor: 1, ceiling: 10 },
    room: 100,
    ...rest,
  };
}

const add = (templates: Template[], rest?: Partial<PoolFacts>) => planPool(facts(templates, rest)).add;
const drop = (templates: Template[], rest?: Partial<PoolFacts>) => planPool(facts(templates, rest)).drop;

describe("planPool, adding", () => {
  it("keeps the floor for every template, however seldom it is asked for", () => {
    const limits = { floor: 2, ceiling: 10 };
    expect(add([{ key: "a" }, { key: "b", waiting: [1] }, { key: "c", waiting: [1, 2] }], { limits })).toEqual([
      "a",
      "a",
      "b",
    ]);
  });

  it("keeps more for what was asked for lately", () => {
    expect(add([{ key: "a", waiting: [1], recentStarts: 8 }])).toEqual(["a", "a"]);
  });

  it("counts what is being started", () => {
    expect(add([{ key: "a", starting: 1, recentStarts: 4 }])).toEqual(["a"]);
  });

  it("never goes beyond the ceiling, and serves the most wanted first", () => {
    const limits = { floor: 1, ceiling: 3 };
    expect(add([{ key: "busy", waiting: [1], recentStarts: 40 }, { key: "quiet" }], { limits })).toEqual([
      "busy",
      "busy",
    ]);
    expect(add([{ key: "a", waiting: [1, 2, 3, 4, 5] }], { limits })).toEqual([]);
  });

  it("shares what there is between busy templates as they are asked for", () => {
    const limits = { floor: 1, ceiling: 4 };
    const templates = [
      { key: "a", recentStarts: 24 },
      { key: "b", recentStarts: 8 },
    ];
    expect(add(templates, { limits }).toSorted()).toEqual(["a", "a", "a", "b"]);
  });

  it("keeps nothing by itself with a floor of none, and nothing at all with a ceiling of none", () => {
    const templates = [{ key: "a", recentStarts: 40, need: 2 }];
    expect(add(templates, { limits: { floor: 0, ceiling: 3 } })).toEqual(["a", "a"]);
    expect(add(templates, { limits: { floor: 2, ceiling: 0 } })).toEqual([]);
  });

  it("adds what a lesson needs on top of floor and ceiling", () => {
    const limits = { floor: 1, ceiling: 2 };
    expect(
      add(
        [
          { key: "a", need: 3 },
          { key: "b", waiting: [1] },
        ],
        { limits },
      ),
    ).toEqual(["a", "a", "a", "a"]);
  });

  it("has the first container of a template in use ready before a whole lesson's", () => {
    const templates = [{ key: "busy", recentStarts: 8 }, { key: "lesson", need: 3 }, { key: "quiet" }];
    expect(add(templates)).toEqual(["busy", "lesson", "lesson", "lesson", "busy", "busy", "quiet", "lesson"]);
  });

  it("adds no more than the host has room for, and nothing where it has none", () => {
    expect(add([{ key: "a", need: 40 }], { room: 2 })).toEqual(["a", "a"]);
    expect(add([{ key: "a", need: 40 }], { room: 0 })).toEqual([]);
    expect(add([{ key: "a", need: 40 }], { room: -3 })).toEqual([]);
  });
});

describe("planPool, dropping", () => {
  it("takes back what is no longer wanted, the oldest first, once it has waited a while", () => {
    expect(drop([{ key: "a", waiting: [30, 20, 11, 9] }])).toEqual(["a30", "a20", "a11"]);
    expect(drop([{ key: "a", waiting: [30, 20, 9, 8], recentStarts: 8 }])).toEqual(["a30"]);
    expect(drop([{ key: "a", waiting: [9, 8, 7] }])).toEqual([]);
  });

  it("keeps what a lesson needs, however long it has waited", () => {
    expect(drop([{ key: "a", waiting: [30, 29, 28, 27], need: 3 }])).toEqual([]);
    expect(drop([{ key: "a", waiting: [30, 29, 28, 27], need: 1 }])).toEqual(["a30", "a29"]);
  });

  it("gives up the least wanted at once where people need the room, lessons' last of all", () => {
    const templates = [
      { key: "busy", waiting: [1], recentStarts: 3 },
      { key: "lesson", waiting: [3, 2], need: 2 },
      { key: "quiet", waiting: [5] },
    ];
    expect(drop(templates, { room: -1 })).toEqual(["quiet5"]);
    expect(drop(templates, { room: -2 })).toEqual(["quiet5", "lesson3"]);
    expect(drop(templates, { room: 0 })).toEqual([]);
  });

  it("gives a lesson the room of what waits for others, however young that is", () => {
    const templates = [
      { key: "lesson", waiting: [1], need: 3 },
      { key: "quiet", waiting: [6, 5, 4] },
    ];
    expect(planPool(facts(templates, { room: 0 }))).toMatchObject({
      add: ["lesson", "lesson"],
      drop: ["quiet6", "quiet5"],
    });
    expect(planPool(facts(templates, { room: 1 }))).toMatchObject({ add: ["lesson", "lesson"], drop: ["quiet6"] });
    expect(drop(templates, { room: 2 })).toEqual([]);
  });

  it("does not drop more than is in the way", () => {
    expect(drop([{ key: "a", waiting: [30, 9, 8, 7] }], { room: -2 })).toEqual(["a30", "a9"]);
  });

  it("leaves alone what is being started", () => {
    expect(drop([{ key: "a", starting: 3 }], { room: -3 })).toEqual([]);
  });

  it("makes place for what is asked for now, where quiet templates have filled the ceiling", () => {
    const templates = [
      { key: "busy", recentStarts: 8 },
      { key: "quiet", waiting: [30] },
      { key: "silent", waiting: [29] },
    ];
    const plan = planPool(facts(templates, { limits: { floor: 1, ceiling: 2 } }));
    expect(plan).toMatchObject({ add: ["busy", "busy"], drop: ["silent29", "quiet30"] });
  });

  it("takes everything back, little by little, when the pool is turned off", () => {
    expect(drop([{ key: "a", waiting: [30, 9] }], { limits: { floor: 1, ceiling: 0 } })).toEqual(["a30"]);
  });
});

describe("planPool, templates at fault", () => {
  it("adds nothing to one that rests, and goes on with the others", () => {
    expect(add([{ key: "bad", need: 5, fault: "resting" }, { key: "good" }])).toEqual(["good"]);
  });

  it("tries one container when it is time, after the others, whatever floor and ceiling say", () => {
    expect(add([{ key: "bad", need: 5, fault: "due" }, { key: "good" }])).toEqual(["good", "bad"]);
    expect(add([{ key: "bad", fault: "due" }], { limits: { floor: 0, ceiling: 0 } })).toEqual(["bad"]);
  });

  it("does not try while one try is under way, or without room", () => {
    expect(add([{ key: "bad", starting: 1, fault: "due" }])).toEqual([]);
    expect(add([{ key: "bad", fault: "due" }], { room: 0 })).toEqual([]);
  });

  it("keeps what waits of it already", () => {
    expect(drop([{ key: "bad", waiting: [30], fault: "resting" }])).toEqual([]);
  });
});
