import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials";

describe("initialsOf", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["  Chimamanda Ngozi Adichie ", "CA"],
    ["plato", "P"],
    ["🦉 Owl", "🦉O"],
    ["", "?"],
  ])("of %j is %j", (name, initials) => expect(initialsOf(name)).toBe(initials));
});
