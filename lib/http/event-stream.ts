import "server-only";
import { valueStream } from "./value-stream";

/** Answers with server-sent events, one for each value, until the reader goes or the values end. */
export function eventStream<T>(name: string, values: AsyncGenerator<T>, stop: () => void): Response {
  return valueStream({
    values,
    contentType: "text/event-stream",
    write: (value) => `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`,
    heartbeat: ": still here\n\n",
    stop,
  });
}
