import "server-only";
import type { ContentFiles } from "@/lib/exercises/content-source";
import { contentLimits, FileCollector, unfit } from "./file-collector";
import { readBytes } from "./read-body";
import { unzip } from "./unzip";

const zipTypes = ["application/zip", "application/x-zip-compressed", "application/octet-stream"];

/**
 * The files of a request that brings a folder: a zip, or a form whose parts named `files` bear their paths; one of them alone
 * may be a zip. @throws AppError payload_too_large; invalid_request
 */
export async function readContentUpload(request: Request): Promise<ContentFiles> {
  const contentType = request.headers.get("content-type") ?? "";
  const [type = ""] = contentType.toLowerCase().split(";");
  const isForm = type.trim() === "multipart/form-data";
  const bytes = await readBytes(request, contentLimits.sentBytes);
  if (isForm) return readForm(bytes, contentType);
  if (zipTypes.includes(type.trim())) return unzip(bytes, contentLimits);
  throw unfit("Send a zip as application/zip, or files as multipart/form-data.");
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<ContentFiles> {
  const form = await new Response(bytes, { headers: { "content-type": contentType } })
    .formData()
    .catch((error: unknown) => {
      throw unfit("The form cannot be read.", error);
    });
  const files = form.getAll("files").filter((part) => part instanceof File);
  const [first] = files;
  if (files.length === 1 && first && /\.zip$/i.test(first.name)) return unzip(await bytesOf(first), contentLimits);
  const collector = new FileCollector(contentLimits);
  for (const file of files) {
    collector.expect({ bytes: file.size });
    collector.add(file.name, await bytesOf(file));
  }
  return collector.files;
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
