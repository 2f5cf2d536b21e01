import { describe, expect, it } from "vitest";
import { changedFields, mergeFields } from "@/components/authoring/merge-fields";

const base = { title: "Pets", sql: "SELECT 1", hints: ["one"] };

describe("mergeFields", () => {
  it("takes what only they have changed, and keeps what only I have", () => {
    const mine = { ...base, title: "My pets" };
    const theirs = { ...base, hints: ["one", "two"] };
    expect(mergeFields({ base, mine, theirs })).toEqual({
      fields: { title: "My pets", sql: "SELECT 1", hints: ["one", "two"] },
      collisions: {},
    });
  });

  it("keeps mine where both have changed a field, and names it", () => {
    const mine = { ...base, sql: "SELECT 2" };
    const theirs = { ...base, sql: "SELECT 3" };
    expect(mergeFields({ base, mine, theirs })).toEqual({ fields: mine, collisions: { sql: "SELECT 3" } });
  });

  it("sees no collision where both have typed the same", () => {
    const both = { ...base, hints: [] };
    expect(mergeFields({ base, mine: both, theirs: { ...both } })).toEqual({ fields: both, collisions: {} });
  });
});

describe("changedFields", () => {
  it("compares lists by what is in them", () => {
    expect(changedFields(base, { ...base, hints: ["one"] })).toEqual({});
    expect(changedFields(base, { ...base, hints: ["two"], title: "" })).toEqual({ title: "", hints: ["two"] });
  });
});
