import { z } from "zod";
import { RequestError, requestResponse } from "@/components/http/request-json";
import {
  type ContentPreview,
  contentPreviewSchema,
  type ImportLine,
  importLineSchema,
} from "@/lib/schemas/content-import";

const previewAnswer = z.object({ preview: contentPreviewSchema });

/** What importing these files would do. @throws as requestJson does */
export async function previewContent(files: File[]): Promise<ContentPreview> {
  const response = await requestResponse("/api/content/preview", { method: "POST", body: formOf(files) });
  return previewAnswer.parse(await response.json()).preview;
}

/**
 * Imports what was previewed, and tells of each item as it is done.
 * @throws as requestJson does, also where the answer ends before the import is said to
 */
export async function importContent(files: File[], basis: string, onLine: (line: ImportLine) => void): Promise<void> {
  const path = `/api/content?basis=${encodeURIComponent(basis)}`;
  const response = await requestResponse(path, { method: "POST", body: formOf(files) });
  let last: ImportLine | null = null;
  for await (const text of linesOf(response)) {
    last = importLineSchema.parse(JSON.parse(text));
    onLine(last);
  }
  if (last === null || "item" in last) throw new TypeError("the answer was cut off");
}

/** Of a refusal: the preview, where the files themselves are what is wrong. */
export function readRefusedPreview(error: unknown): ContentPreview | null {
  return error instanceof RequestError ? (contentPreviewSchema.safeParse(error.details).data ?? null) : null;
}

/** Each part is called by its path in the folder that was chosen. */
function formOf(files: File[]): FormData {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.webkitRelativePath || file.name);
  return form;
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const read = await reader?.read();
    const lines = (rest + (read?.value ?? "")).split("\n");
    rest = read?.done === false ? (lines.pop() ?? "") : "";
    yield* lines.filter((line) => line.trim() !== "");
    if (read?.done !== false) return;
  }
}
