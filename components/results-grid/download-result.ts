import { toast } from "sonner";
import { saveFile } from "@/components/ui/save-file";
import { exportResult } from "@/components/workspace/session-api";
import { failureWords, SessionApiError } from "@/components/workspace/session-api-error";
import type { ConsoleName, ExportFormat } from "@/lib/schemas/query";

interface DownloadOptions {
  sessionId: string;
  console: ConsoleName;
  sql: string;
  format: ExportFormat;
}

/** Has a statement run again, and saves all of its rows. A toast stands meanwhile, which tells the end and can stop it. */
export async function downloadResult({ sessionId, console, sql, format }: DownloadOptions): Promise<void> {
  const controller = new AbortController();
  const id = toast.loading("The statement runs again for the whole result.", {
    action: { label: "Stop", onClick: () => controller.abort() },
  });
  // Without the button that the one before had.
  const tell = { id, action: undefined };
  try {
    const { name, content } = await exportResult(sessionId, { sql, format, console }, controller.signal);
    saveFile(name, content);
    toast.success(`${name} is downloaded.`, tell);
  } catch (thrown) {
    if (controller.signal.aborted) toast.dismiss(id);
    else if (thrown instanceof SessionApiError) toast.error(failureWords(thrown), tell);
    else toast.error("The download broke off, and nothing was saved.", tell);
  }
}
