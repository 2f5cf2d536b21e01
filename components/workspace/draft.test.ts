import { describe, expect, it } from "vitest";
import { draftKey, readDraft, writeDraft } from "@/components/workspace/draft";

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

const forbidden = {
  getItem: () => {
    throw new DOMException("denied", "SecurityError");
  },
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
};

describe("draftKey", () => {
  it("differs for each person and exercise, whatever the ids contain", () => {
    const keys = [
      draftKey({ userId: "a:b", exerciseId: "c" }),
      draftKey({ userId: "a", exerciseId: "b:c" }),
      draftKey({ userId: "a", exerciseId: "c" }),
    ];
    expect(new Set(keys).size).toBe(3);
  });
});

describe("readDraft", () => {
  it("gives back what was written", () => {
    const storage = memoryStorage();
    expect(writeDraft(storage, "k", "select 1 -- 😀")).toBe(true);
    expect(readDraft(storage, "k", "select")).toBe("select 1 -- 😀");
  });

  it("begins with the exercise's own SQL", () => {
    expect(readDraft(memoryStorage(), "k", "select * from member;")).toBe("select * from member;");
    expect(readDraft(memoryStorage(), "k", null)).toBe("");
  });

  it("keeps an editor that was emptied on purpose empty", () => {
    const storage = memoryStorage();
    writeDraft(storage, "k", "");
    expect(readDraft(storage, "k", "select")).toBe("");
  });

  it("does without a storage that the browser forbids", () => {
    expect(readDraft(forbidden, "k", "select")).toBe("select");
    expect(readDraft(null, "k", "select")).toBe("select");
  });
});

describe("writeDraft", () => {
  it("says so when nothing is kept", () => {
    expect(writeDraft(forbidden, "k", "select")).toBe(false);
    expect(writeDraft(null, "k", "select")).toBe(false);
  });
});
