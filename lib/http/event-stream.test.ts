import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventStream } from "./event-stream";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function* listed<T>(...values: T[]): AsyncGenerator<T> {
  yield* values;
}

/** One value, then none until `stop` is called; tells when it was left. */
function quiet() {
  const state = { left: false };
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  async function* values(): AsyncGenerator<string> {
    try {
      yield "first";
      await stopped;
    } finally {
      state.left = true;
    }
  }
  return { state, values: values(), stop };
}

function readerOf(response: Response) {
  const reader = response.body?.getReader();
  if (!reader) throw new Error("a stream of events has a body");
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  return { read, cancel: () => reader.cancel() };
}

describe("eventStream", () => {
  it("is a stream of events that nobody keeps or holds back", () => {
    const { headers, status } = eventStream("session", listed(), () => undefined);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
    expect(headers.get("x-accel-buffering")).toBe("no");
  });

  it("sends one event for each value, in order, and ends with them", async () => {
    const response = eventStream("session", listed({ n: 1 }, { n: 2 }), () => undefined);
    expect(await response.text()).toBe('event: session\ndata: {"n":1}\n\nevent: session\ndata: {"n":2}\n\n');
  });

  it("keeps a value in one line, whatever is in it", async () => {
    const response = eventStream("session", listed("a\n\ndata: b\r\n"), () => undefined);
    expect(await response.text()).toBe('event: session\ndata: "a\\n\\ndata: b\\r\\n"\n\n');
  });

  it("sends a comment every 15 seconds while there is nothing to tell", async () => {
    const { values, stop } = quiet();
    const reader = readerOf(eventStream("session", values, stop));
    expect(await reader.read()).toBe('event: session\ndata: "first"\n\n');
    for (const _round of [1, 2]) {
      const comment = reader.read();
      await vi.advanceTimersByTimeAsync(14_999);
      expect(await Promise.race([comment, "nothing yet"])).toBe("nothing yet");
      await vi.advanceTimersByTimeAsync(1);
      expect(await comment).toBe(": still here\n\n");
    }
    await reader.cancel();
  });

  it("leaves no timer behind when the values end", async () => {
    const response = eventStream("session", listed(1), () => undefined);
    expect(vi.getTimerCount()).toBe(1);
    await response.text();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stops the values and its timer when the reader goes", async () => {
    const { state, values, stop } = quiet();
    const reader = readerOf(eventStream("session", values, stop));
    await reader.read();
    expect(state.left).toBe(false);
    await reader.cancel();
    expect(state.left).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("gives the reader the error when the values fail", async () => {
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw new Error("the database is away");
    }
    await expect(eventStream("session", failing(), () => undefined).text()).rejects.toThrow("the database is away");
  });

  it("leaves no timer behind when the values fail", async () => {
    vi.useFakeTimers();
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw new Error("the database is away");
    }
    await expect(eventStream("session", failing(), () => undefined).text()).rejects.toThrow("the database is away");
    expect(vi.getTimerCount()).toBe(0);
  });
});
