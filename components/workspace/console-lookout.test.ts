import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConsoleLookout } from "@/components/workspace/console-lookout";
import type { ConsoleDoing, SeenConsoles } from "@/components/workspace/seen-consoles";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";

const idle: ConsoleActivity = {
  ...{ console: "main", pid: 64, state: "idle", isRunning: false, transactionMs: null, locks: [] },
  ...{ statement: null, statementMs: null, wait: null },
};
const running: ConsoleActivity = {
  ...idle,
  ...{ state: "active", isRunning: true, statement: "SELECT pg_sleep(9)", statementMs: 4_000 },
};
const resting = { isRunning: false, outcome: null, standing: "idle" } as const;

describe("ConsoleLookout", () => {
  let consoles: ConsoleActivity[];
  let shown: SeenConsoles;
  const read = vi.fn(async () => consoles);
  const cancel = vi.fn(async () => true);
  const onOver = vi.fn();
  const see = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    consoles = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const openLookout = () => {
    const onSeen = (seen: SeenConsoles) => {
      shown = seen;
    };
    const lookout = new ConsoleLookout({ read, cancel, onSeen, onOver });
    const tell = (...desks: Partial<ConsoleDoing>[]) =>
      lookout.tell({ sessionId: "s", desks: desks.map((desk) => ({ name: "main", see, ...resting, ...desk })) });
    return { lookout, tell };
  };
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it("looks once when the page is loaded, and no more while one console is at work", async () => {
    const { tell } = openLookout();
    consoles = [{ ...idle, state: "open" }];
    tell({});
    await pass(0);
    expect(see).toHaveBeenCalledExactlyOnceWith("open");
    tell({ isRunning: true });
    tell({ standing: "open" });
    await pass(60_000);
    expect(read).toHaveBeenCalledTimes(1);
    expect(shown.earlierRuns).toEqual({});
  });

  it("follows a run that the page did not begin until it is over, and says how the transaction stands then", async () => {
    const { tell } = openLookout();
    consoles = [running];
    tell({});
    await pass(0);
    const statement = "SELECT pg_sleep(9)";
    expect(shown.earlierRuns).toEqual({ main: { beforeMs: 4_000, statement, isStopping: false, isOver: false } });
    // Between two of its statements PostgreSQL names none.
    consoles = [{ ...idle, isRunning: true }];
    await pass(1_000);
    expect(shown.earlierRuns.main).toMatchObject({ beforeMs: 4_000, statement, isOver: false });
    expect(see).not.toHaveBeenCalled();
    consoles = [{ ...idle, state: "failed" }];
    await pass(1_000);
    expect(shown.earlierRuns.main).toMatchObject({ isOver: true });
    expect(see).toHaveBeenCalledExactlyOnceWith("failed");
    expect(onOver).toHaveBeenCalledOnce();
    await pass(60_000);
    expect(read).toHaveBeenCalledTimes(3);
    // What the page runs itself is what there is to be told from now on.
    tell({ isRunning: true });
    expect(shown.earlierRuns).toEqual({});
  });

  it("takes nothing for another's that the page began while it looked", async () => {
    const { tell } = openLookout();
    consoles = [running];
    tell({});
    const looking = pass(0);
    tell({ isRunning: true });
    await looking;
    expect(shown.earlierRuns).toEqual({});
    expect(see).not.toHaveBeenCalled();
  });

  it("stops such a run, and offers it again where it goes on", async () => {
    const { lookout, tell } = openLookout();
    consoles = [running];
    tell({});
    await pass(0);
    const stopping = lookout.stop("main");
    expect(shown.earlierRuns.main?.isStopping).toBe(true);
    await stopping;
    expect(cancel).toHaveBeenCalledExactlyOnceWith("s", "main");
    await pass(300);
    expect(shown.earlierRuns.main).toMatchObject({ isStopping: false, isOver: false });
    await lookout.stop("second");
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it("goes on where a look was not answered, and forgets all where the session is over", async () => {
    const { lookout, tell } = openLookout();
    consoles = [running];
    tell({});
    await pass(0);
    read.mockRejectedValueOnce(new Error("unreachable"));
    await pass(1_000);
    expect(shown.earlierRuns.main?.isOver).toBe(false);
    await pass(1_000);
    expect(read).toHaveBeenCalledTimes(3);
    lookout.tell({ sessionId: null, desks: [] });
    expect(shown).toMatchObject({ consoles: null, earlierRuns: {} });
    await pass(60_000);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it("looks each second while one of two consoles may wait for the other, and once when that is over", async () => {
    const { tell } = openLookout();
    const second: Partial<ConsoleDoing> = { name: "second" };
    tell({}, second);
    await pass(0);
    tell({ standing: "open" }, second);
    await pass(0);
    expect(read).toHaveBeenCalledTimes(2);
    tell({ standing: "open" }, { ...second, isRunning: true });
    await pass(2_300);
    expect(read).toHaveBeenCalledTimes(5);
    tell({ standing: "open" }, second);
    await pass(60_000);
    expect(read).toHaveBeenCalledTimes(6);
    tell({}, second);
    await pass(60_000);
    expect(read).toHaveBeenCalledTimes(6);
    expect(shown.consoles).toBeNull();
  });
});
