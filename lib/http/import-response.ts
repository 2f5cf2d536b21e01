import "server-only";
import type { Log } from "@/lib/log/log";
import type { ImportLine } from "@/lib/schemas/content-import";
import { toLoggedError } from "./error-response";
import { valueStream } from "./value-stream";

interface ImportResponse {
  lines: AsyncGenerator<ImportLine, void>;
  log: Log;
  /** Called when nothing of the import is at work any more, however it ended; perhaps twice. */
  ended: () => void;
}

/**
 * Tells each item of an import in a line of JSON as soon as it is done; empty lines say that it goes on. When the reader goes,
 * the item at work is finished and no other begun.
 */
export function importResponse({ lines, log, ended }: ImportResponse): Response {
  return valueStream({
    values: withError(lines, log),
    contentType: "application/x-ndjson",
    write: (line) => `${JSON.stringify(line)}\n`,
    heartbeat: "\n",
    ended,
  });
}

/** The status is sent by then, so an error is the last line. */
async function* withError(lines: AsyncGenerator<ImportLine, void>, log: Log): AsyncGenerator<ImportLine, void> {
  try {
    yield* lines;
  } catch (error) {
    const { code, publicMessage } = toLoggedError(error, log);
    yield { error: { code, message: publicMessage } };
  }
}
