import { describe, expect, it } from "vitest";
import { readBenchOptions } from "./bench-options.mjs";
import { rowNames } from "./row-result";

describe("readBenchOptions", () => {
  it("measures every row where none is named", () => {
    const { rows, quick } = readBenchOptions([]);
    expect(rows.toSorted()).toEqual([...rowNames].sort());
    expect(quick).toBe(false);
  });

  it("takes the rows in the order in which they are measured", () => {
    expect(readBenchOptions(["--only", "density,start", "--quick"])).toMatchObject({
      rows: ["start", "density"],
      quick: true,
    });
    expect(readBenchOptions(["--only=query"]).rows).toEqual(["query"]);
  });

  it("names what it does not know", () => {
    expect(() => readBenchOptions(["--only", "start,speed"])).toThrow("There is no row speed");
    expect(() => readBenchOptions(["--only"])).toThrow("at least one row");
    expect(() => readBenchOptions(["--fast"])).toThrow("There is no option --fast");
  });
});
