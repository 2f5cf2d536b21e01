import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper } from "@/components/workspace/draft-keeper";

describe("DraftKeeper", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("gives an editor that is drawn anew what was typed last, though the page is not told of each key", () => {
    const keeper = new DraftKeeper({ key: "drafts", exerciseId: "e", starterSql: "SELECT 1", storage: null });
    const before = keeper.snapshot();
    keeper.keep("SELECT 2");
    expect(keeper.snapshot()).toBe(before);
    expect(keeper.activeTab().sql).toBe("SELECT 2");
  });
});
