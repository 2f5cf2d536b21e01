import "server-only";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { ContentFile } from "@/lib/exercises/database-files";

/** One text file to be saved. */
export function fileResponse({ name, text }: { name: string; text: string }): Response {
  return download({ name, body: text, contentType: "text/markdown; charset=utf-8" });
}

/** Files to be saved as a zip. */
export async function zipResponse(name: string, files: ContentFile[]): Promise<Response> {
  return download({ name, body: await zipFiles(files), contentType: "application/zip" });
}

/** A time that says nothing, the oldest that a zip can name, so that the same files are the same zip wherever they are packed. */
const noTime = new Date(1980, 0, 1);

export async function zipFiles(files: ContentFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const { path, text } of files) {
    zip.addBuffer(Buffer.from(text), path, { mtime: noTime, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

interface Download {
  name: string;
  body: string | Uint8Array<ArrayBuffer>;
  contentType: string;
}

function download({ name, body, contentType }: Download): Response {
  return new Response(body, {
    headers: {
      "Content-Type": contentType,
      "Content-Disposition": `attachment; filename="${name}"`,
      // Solutions and hidden data are in it.
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
