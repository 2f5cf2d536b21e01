import { describe, expect, it } from "vitest";
import { nextCell } from "@/components/results-grid/grid-navigation";

const size = { rowCount: 100, columnCount: 5, pageRows: 10 };
const move = (key: string, mod = false, from = { row: 50, column: 2 }) => nextCell({ key, mod, from, ...size });

describe("nextCell", () => {
  it("moves by one with the arrows and by a page with the page keys", () => {
    expect(move("ArrowUp")).toEqual({ row: 49, column: 2 });
    expect(move("ArrowRight")).toEqual({ row: 50, column: 3 });
    expect(move("PageDown")).toEqual({ row: 60, column: 2 });
  });

  it("goes to the ends of the row, and with Ctrl of the grid", () => {
    expect(move("Home")).toEqual({ row: 50, column: 0 });
    expect(move("End", true)).toEqual({ row: 99, column: 4 });
    expect(move("ArrowDown", true)).toEqual({ row: 99, column: 2 });
  });

  it("stops at the edges", () => {
    expect(move("ArrowLeft", false, { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
    expect(move("PageDown", false, { row: 95, column: 4 })).toEqual({ row: 99, column: 4 });
  });

  it("goes up to the columns' heads, where there are no rows too", () => {
    expect(move("ArrowUp", false, { row: 0, column: 1 })).toEqual({ row: -1, column: 1 });
    expect(move("ArrowUp", false, { row: -1, column: 1 })).toEqual({ row: -1, column: 1 });
    expect(move("ArrowDown", false, { row: -1, column: 1 })).toEqual({ row: 0, column: 1 });
    expect(move("PageUp", false, { row: 3, column: 1 })).toEqual({ row: 0, column: 1 });
    const from = { row: -1, column: 0 };
    expect(nextCell({ key: "ArrowDown", mod: false, from, ...size, rowCount: 0 })).toEqual(from);
  });

  it("leaves every other key alone", () => {
    expect(move("Tab")).toBeNull();
    expect(move("a")).toBeNull();
  });
});
