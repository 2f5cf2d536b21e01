import "server-only";
import type { StatementExport } from "@/lib/database-client/statement-export";
import type { ExportFormat } from "@/lib/schemas/query";
import { exportFileName, formatWriters } from "./export-formats";

interface ExportResponseOptions {
  opened: StatementExport;
  format: ExportFormat;
  /** What the file is called, without time and ending. */
  name: string;
  /** The reader's. */
  signal: AbortSignal;
}

/**
 * Sends a whole result as a file, as fast as it is taken. When the reader goes away the statement is stopped; when the rows
 * end with an error the connection is cut, so that half a file is never taken for a whole one.
 */
export function exportResponse({ opened, format, name, signal }: ExportResponseOptions): Response {
  const encoder = new TextEncoder();
  const pieces = write(opened, format);
  const close = () => void opened.close();
  signal.addEventListener("abort", close, { once: true });
  if (signal.aborted) close();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (!done) return controller.enqueue(encoder.encode(value));
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      signal.removeEventListener("abort", close);
    },
    async cancel() {
      signal.removeEventListener("abort", close);
      await opened.close();
    },
  });
  const fileName = exportFileName({ name, format, at: new Date() });
  return new Response(body, {
    headers: {
      "Content-Type": formatWriters[format].contentType,
      "Content-Disposition": `attachment; filename="${fileName}"`,
      // Compression would hold back what the reader could have, and no copy may be kept of what is a student's own.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

async function* write(opened: StatementExport, format: ExportFormat): AsyncGenerator<string> {
  const writer = formatWriters[format];
  yield writer.head(opened.columns);
  let isFirst = true;
  for await (const rows of opened.batches()) {
    yield writer.rows(rows, isFirst);
    isFirst = false;
  }
  yield writer.tail(opened.rowCount);
}
