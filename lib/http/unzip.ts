import "server-only";
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { AppError } from "@/lib/errors/app-error";
import { type ContentLimits, FileCollector, unfit } from "./file-collector";

/**
 * The files in a zip, by their paths. What an archive says of itself is believed as little as its names: nothing beyond the
 * limits is unpacked, and what does not match its checksum is refused.
 * @throws AppError payload_too_large; invalid_request where it is no zip, or one that stands for no folder of files
 */
export async function unzip(bytes: Uint8Array, limits: ContentLimits): Promise<Map<string, Uint8Array>> {
  const collector = new FileCollector(limits);
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      checkEntry(entry);
      collector.expect({ bytes: entry.uncompressedSize });
      collector.add(entry.fileName, await unpack(zip, entry));
    }
  } catch (error) {
    // Whatever yauzl or zlib finds wrong is wrong with the file; nothing else is asked here.
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    // yauzl's sentences end with a full stop, zlib's words do not.
    throw unfit(`The zip cannot be read: ${reason.replace(/\.+$/, "")}.`, error);
  }
  return collector.files;
}

function checkEntry(entry: Entry): void {
  const name = JSON.stringify(entry.fileName);
  if (entry.isEncrypted()) throw unfit(`The zip is encrypted (${name}). Pack it without a password.`);
  if (!entry.canDecodeFileData()) throw unfit(`${name} is packed in a way that Carrel does not know. Use deflate.`);
  if (isLink(entry)) throw unfit(`${name} is a link. Put the file itself there.`);
}

const fileTypes = 0o170000;
const link = 0o120000;

/** Unix's kind of file stands in the upper half, where the archive was made on Unix. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & fileTypes) === link;
}

/** No more than the entry announced: yauzl counts, and ends the stream with an error. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) !== entry.crc32) throw unfit(`${JSON.stringify(entry.fileName)} is damaged. Pack the folder again.`);
  return bytes;
}
