import { describe, expect, it } from "vitest";
import { firstTabs, mergeTabs, newTab } from "@/components/workspace/draft-book";
import type { DraftTab } from "@/lib/schemas/draft";

const tab = (id: string, sql: string, name = id): DraftTab => ({ id, name, sql });
const base = [tab("a", "old a"), tab("b", "old b")];

describe("what was typed in two places", () => {
  it("is as one of them has it where the other changed nothing", () => {
    const changed = [tab("a", "new a"), tab("b", "old b")];
    expect(mergeTabs({ base, mine: changed, theirs: base })).toEqual(changed);
    expect(mergeTabs({ base, mine: base, theirs: changed })).toEqual(changed);
  });

  it("has the changes of both where they are in different tabs", () => {
    const mine = [tab("a", "mine"), tab("b", "old b"), tab("c", "added here")];
    const theirs = [tab("a", "old a"), tab("b", "theirs"), tab("d", "added there")];
    expect(mergeTabs({ base, mine, theirs })).toEqual([
      tab("a", "mine"),
      tab("b", "theirs"),
      tab("d", "added there"),
      tab("c", "added here"),
    ]);
  });

  it("is kept twice where both changed the same tab", () => {
    const merged = mergeTabs({ base: [tab("a", "old")], mine: [tab("a", "mine")], theirs: [tab("a", "theirs")] });
    expect(merged).toEqual([tab("a", "theirs"), tab("a-copy", "mine", "a (copy)")]);
  });

  it("is closed where one closed what the other left alone, and stays where the other changed it", () => {
    expect(mergeTabs({ base, mine: [tab("a", "old a")], theirs: base })).toEqual([tab("a", "old a")]);
    expect(mergeTabs({ base, mine: base, theirs: [tab("a", "old a")] })).toEqual([tab("a", "old a")]);
    expect(mergeTabs({ base, mine: [], theirs: [tab("a", "theirs"), tab("b", "old b")] })).toEqual([
      tab("a", "theirs"),
    ]);
    expect(mergeTabs({ base, mine: [tab("a", "mine")], theirs: [] })).toEqual([tab("a", "mine")]);
  });

  it("never has no tab at all", () => {
    expect(mergeTabs({ base, mine: [], theirs: base })).toEqual(firstTabs(""));
  });
});

it("numbers a new tab by the lowest number that is free", () => {
  expect(newTab([tab("x", "", "query 1"), tab("y", "", "query 3")], "z")).toEqual(tab("z", "", "query 2"));
});
