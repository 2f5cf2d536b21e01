import { describe, expect, it } from "vitest";
import { chooseGrowing } from "./choose-growing";
import type { FoundClient } from "./find-clients";

function client(some: Partial<FoundClient>): FoundClient {
  return {
    pid: 1,
    startedAt: "then",
    saysConsole: false,
    isActive: true,
    isInTransaction: false,
    hasWritten: false,
    temporaryBytes: 0,
    changedAt: "now",
    query: "SELECT 1",
    ...some,
  };
}

function choose(clients: FoundClient[], { exceededMs = 0, isNews = true } = {}) {
  const { cancel, terminate } = chooseGrowing({ clients, exceededMs, isNews: () => isNews });
  return { cancel: cancel.map(({ query }) => query), terminate: terminate.map(({ query }) => query) };
}

const insert = client({ query: "INSERT INTO big SELECT 1", hasWritten: true });
const sort = client({ query: "SELECT 1 ORDER BY 1", temporaryBytes: 9_000_000 });
const reading = client({ query: "SELECT count(*) FROM big" });
const tidying = client({ query: "  delete from big", hasWritten: true });
const calling = client({ saysConsole: true, query: "INSERT INTO big SELECT 2", hasWritten: true });

describe("chooseGrowing", () => {
  it("cancels whoever writes or spills, and lets the others read and tidy up", () => {
    expect(choose([insert, sort, reading, tidying, calling])).toEqual({
      cancel: [insert.query, sort.query],
      terminate: [],
    });
    expect(choose([reading, tidying, calling])).toEqual({ cancel: [], terminate: [] });
  });

  it("does not believe for ever that a statement makes room, nor that a client is Carrel's console", () => {
    expect(choose([reading, tidying, calling], { exceededMs: 1_200 }).cancel).toEqual([tidying.query]);
    expect(choose([reading, tidying, calling], { exceededMs: 5_000 }).cancel).toEqual([tidying.query, calling.query]);
  });

  it("terminates who keeps in an open transaction what it wrote", () => {
    const holding = client({ isActive: false, isInTransaction: true, hasWritten: true, query: "INSERT INTO big" });
    expect(choose([holding, reading], { isNews: false })).toEqual({ cancel: [], terminate: [holding.query] });
  });

  it("terminates who writes in many small transactions, between two of them", () => {
    const between = client({ isActive: false, query: "INSERT INTO big VALUES (1)" });
    const asking = client({ isActive: false, query: "SELECT 1" });
    expect(choose([between, asking]).terminate).toEqual([between.query]);
    expect(choose([between, asking], { isNews: false }).terminate).toEqual([]);
    // A SELECT may call a function that writes.
    expect(choose([asking], { exceededMs: 2_000 }).terminate).toEqual([asking.query]);
  });

  it("leaves an idle console alone", () => {
    const idle = client({ ...calling, isActive: false });
    expect(choose([idle], { exceededMs: 60_000 })).toEqual({ cancel: [], terminate: [] });
  });
});
