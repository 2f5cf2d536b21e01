import "server-only";

interface ValueStream<T> {
  values: AsyncGenerator<T>;
  contentType: string;
  write: (value: T) => string;
  /** What stands for nothing in this form. */
  heartbeat: string;
  /** Called when the reader goes, before the values are ended. */
  stop?: () => void;
  /** Called when nothing of it is at work any more, however it ended; perhaps twice. */
  ended?: () => void;
}

/** Something now and then keeps proxies from closing a quiet stream, and tells a reader that is gone. */
const heartbeatMs = 15_000;

/** Answers with values as they come, until the reader goes or the values end. */
export function valueStream<T>({ values, contentType, write, heartbeat, stop, ended }: ValueStream<T>): Response {
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => controller.enqueue(encoder.encode(heartbeat)), heartbeatMs);
    },
    async pull(controller) {
      try {
        const next = await values.next();
        if (!next.done) {
          controller.enqueue(encoder.encode(write(next.value)));
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      // A heartbeat after the end would throw where nobody catches it, and take the whole process with it.
      clearInterval(timer);
      ended?.();
    },
    async cancel() {
      clearInterval(timer);
      stop?.();
      // What is at work is finished before the values are ended.
      await values.return(undefined).finally(ended);
    },
  });
  return new Response(body, {
    headers: { "Content-Type": contentType, "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" },
  });
}
