import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper } from "@/components/workspace/draft-keeper";

describe("DraftKeeper", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const open = () => new DraftKeeper({ key: "drafts", exerciseId: "e", starterSql: "SELECT 1", storage: null });

  it("gives an editor that is drawn anew what was typed last, though the page is not told of each key", () => {
    const keeper = open();
    const before = keeper.snapshot("main");
    keeper.keep("main", "SELECT 2");
    expect(keeper.snapshot("main")).toBe(before);
    expect(keeper.activeTab("main").sql).toBe("SELECT 2");
  });

  it("keeps the tabs of two consoles apart, and makes one for a console that nobody typed into yet", () => {
    const keeper = open();
    expect(keeper.activeTab("second").sql).toBe("");
    keeper.keep("second", "ROLLBACK");
    expect(keeper.activeTab("main").sql).toBe("SELECT 1");
    keeper.open("second");
    expect(keeper.snapshot("second").tabs.map(({ name }) => name)).toEqual(["query 1", "query 2"]);
    expect(keeper.snapshot("main").tabs).toHaveLength(1);
    expect(keeper.close(keeper.activeTab("second").id)?.name).toBe("query 2");
    expect(keeper.activeTab("second").sql).toBe("ROLLBACK");
    expect(keeper.close("second-1")).toBeNull();
  });

  it("gives a tab another name, and none that is empty", () => {
    const keeper = open();
    keeper.rename("main", "query-1", "  the   big\njoin ");
    keeper.rename("second", "second-1", "who waits");
    keeper.rename("main", "query-1", " ");
    expect(keeper.activeTab("main").name).toBe("the big join");
    expect(keeper.activeTab("second").name).toBe("who waits");
  });
});
