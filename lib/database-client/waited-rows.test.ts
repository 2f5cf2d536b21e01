import { describe, expect, it, vi } from "vitest";
import { WaitedRows } from "./waited-rows";

const wait = { pid: 64, since: "2026-11-26 12:00:00+00", relationOid: 16_400, row: "(0,42)" };

describe("WaitedRows", () => {
  const read = vi.fn(async ({ row }: { row: string }) => (row === "(0,42)" ? "id = 42" : null));

  it("asks for a row's name once in a wait, also where it has none, and again in the next", async () => {
    const rows = new WaitedRows();
    const nameless = { ...wait, pid: 65, row: "(0,7)" };
    for (let look = 0; look < 3; look++) {
      expect(await rows.name([wait, nameless], read)).toEqual(
        new Map([
          [64, "id = 42"],
          [65, null],
        ]),
      );
    }
    expect(read).toHaveBeenCalledTimes(2);
    await rows.name([{ ...wait, since: "2026-11-26 12:01:00+00" }], read);
    expect(read).toHaveBeenCalledTimes(3);
    // The first wait is over, and forgotten.
    await rows.name([wait], read);
    expect(read).toHaveBeenCalledTimes(4);
  });
});
