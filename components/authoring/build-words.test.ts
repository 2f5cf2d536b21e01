import { describe, expect, it } from "vitest";
import { fileTitle, linesAroundError, readyWords } from "@/components/authoring/build-words";

const sources = {
  schemaSql: "CREATE TABLE pet (id int);",
  seedSql: ["one", "two", "three", "four", "five", "six"].join("\n"),
  hiddenDatasets: [{ name: "ties", seedSql: "x".repeat(300) }],
};

describe("linesAroundError", () => {
  it("shows the line that failed, and those around it", () => {
    const lines = linesAroundError({ file: "seed.sql", line: 2, message: "no" }, sources);
    expect(lines.map(({ number, text }) => `${number} ${text}`)).toEqual([
      "1 one",
      "2 two",
      "3 three",
      "4 four",
      "5 five",
    ]);
    expect(lines.filter(({ isFailed }) => isFailed).map(({ text }) => text)).toEqual(["two"]);
  });

  it("finds hidden data by its name, and cuts lines that nobody reads", () => {
    const [line] = linesAroundError({ file: "hidden/ties.sql", line: 1, message: "no" }, sources);
    expect(line?.text).toHaveLength(201);
  });

  it("shows nothing where nothing is pointed at", () => {
    for (const place of [
      { file: "seed.sql", line: null },
      { file: "seed.sql", line: 9 },
      { file: "gone.sql", line: 1 },
      {},
    ]) {
      expect(linesAroundError({ ...place, message: "no" }, sources)).toEqual([]);
    }
  });
});

describe("words about a build", () => {
  it("says what is known of it", () => {
    expect(readyWords({ buildMs: 2_149, dataBytes: 11_000_000 })).toBe("Ready: built in 2.1 s, 11 MB on disk.");
    expect(readyWords({ buildMs: null, dataBytes: null })).toBe("Ready.");
    expect(fileTitle("hidden/no match.sql")).toBe("Hidden data “no match”");
  });
});
