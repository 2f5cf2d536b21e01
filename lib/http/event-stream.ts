import "server-only";

/** A comment now and then keeps proxies from closing a quiet stream, and tells a reader that is gone. */
const heartbeatMs = 15_000;

/** Answers with server-sent events, one for each value, until the reader goes or the values end. */
export function eventStream<T>(name: string, values: AsyncGenerator<T>, stop: () => void): Response {
  const encoder = new TextEncoder();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(": still here\n\n")), heartbeatMs);
    },
    async pull(controller) {
      try {
        const next = await values.next();
        if (!next.done) {
          controller.enqueue(encoder.encode(`event: ${name}\ndata: ${JSON.stringify(next.value)}\n\n`));
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      // A heartbeat after the end would throw where nobody catches it, and take the whole process with it.
      clearInterval(heartbeat);
    },
    async cancel() {
      clearInterval(heartbeat);
      stop();
      await values.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
