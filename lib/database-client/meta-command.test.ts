import { describe, expect, it } from "vitest";
import { parseMetaCommand } from "./meta-command";

const million = 1_000_000;

describe("parseMetaCommand", () => {
  it.each(["\\dS+", "\\d+", "\\dt  ;", "\\l+ ; ", "\\d\tmember ;\r"])("knows %j", (line) => {
    expect(parseMetaCommand(line)).toMatchObject({ kind: "queries" });
  });

  it.each([
    ["spaces", `\\d a${" ".repeat(million)}b`],
    ["spaces and semicolons", `\\d a${" ;".repeat(million / 2)}b`],
    ["letters of psql's", `\\d${"S".repeat(million)}x`],
    ["signs of psql's", `\\l${"+".repeat(million)}x`],
  ])("is read in one pass: a million %s", (_what, line) => {
    // Whatever is not linear takes minutes here, and longer than a test may.
    expect(parseMetaCommand(line).kind).toMatch(/queries|unknown/);
  });
});
