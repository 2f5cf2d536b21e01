import "server-only";
import type { ChangeChannel, ChangeFeed } from "@/lib/db/change-feed";
import type { Fleet } from "@/lib/schemas/fleet";

interface WatchFleetOptions {
  changes: ChangeFeed;
  read: () => Promise<Fleet>;
  signal: AbortSignal;
}

const channels: readonly ChangeChannel[] = ["carrel_fleet", "carrel_session", "carrel_pool"];

/** Memory and processor time change without anybody's telling. */
const everyMs = 5_000;
/** A hundred starts at once are one change to the person who looks. */
const atMostEveryMs = 1_000;

/** The fleet now, after changes, and now and then, until the signal. */
export async function* watchFleet({ changes, read, signal }: WatchFleetOptions): AsyncGenerator<Fleet> {
  let changed = false;
  let wake: () => void = () => undefined;
  const notice = () => {
    changed = true;
    wake();
  };
  const unsubscribe = channels.map((channel) => changes.subscribe(channel, notice));
  signal.addEventListener("abort", notice, { once: true });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  try {
    while (!signal.aborted) {
      changed = false;
      yield await read();
      await restBetween(signal, atMostEveryMs);
      if (!changed && !signal.aborted) await pause(everyMs - atMostEveryMs);
    }
  } finally {
    for (const stop of unsubscribe) stop();
    signal.removeEventListener("abort", notice);
  }
}

/** Waits, and no longer than somebody is there. */
function restBetween(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
