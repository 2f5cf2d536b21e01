import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/errors/app-error";

/**
 * Reads and checks a JSON body; nothing beyond `maxBytes` is kept in memory.
 * @throws AppError payload_too_large or invalid_request, the latter with zod's issues
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, maxBytes: number): Promise<T> {
  const parsed = schema.safeParse(parseJson(decode(await readBytes(request, maxBytes))));
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", {
    publicMessage: "Some of what was sent is not as it should be.",
    details: parsed.error.issues,
  });
}

/** So much of a body that is too large is still read, and thrown away, so that the client hears the answer on a connection that lives. */
const drainedBytes = 64 * 1024 * 1024;

/** Nothing beyond `maxBytes` is kept in memory. @throws AppError payload_too_large; caller_gone where the body ends too early */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readUpTo(request, maxBytes).catch((cause: unknown) => {
    throw new AppError("caller_gone", { publicMessage: "The body was cut off. Nothing was done.", cause });
  });
  if (bytes) return bytes;
  throw new AppError("payload_too_large", {
    publicMessage: `At most ${maxBytes.toLocaleString("en")} bytes can be sent.`,
  });
}

/** Reads and throws away a body that is refused unread, so that its sender hears why. */
export async function drainBody(request: Request): Promise<void> {
  // Who goes meanwhile does not want to hear it.
  await readUpTo(request, 0).catch(() => undefined);
}

/** Null where there is more. @throws what the connection says of a body that ends too early */
async function readUpTo(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (isAnnouncedWithin(request, maxBytes)) return new Uint8Array(await request.arrayBuffer());
  if (!request.body) return new Uint8Array();
  let chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > maxBytes) chunks = [];
    else chunks.push(chunk);
    if (length > drainedBytes) break;
  }
  return length > maxBytes ? null : new Uint8Array(Buffer.concat(chunks));
}

/** Whatever is no UTF-8 is refused: the sign that stands in its place would be stored as if it had been sent. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid_request", { publicMessage: "The body is not UTF-8.", cause });
  }
}

/** Node lets no more through than what was announced. */
function isAnnouncedWithin(request: Request, maxBytes: number): boolean {
  const announced = request.headers.get("content-length");
  return announced !== null && Number(announced) <= maxBytes;
}

function parseJson(text: string): unknown {
  // A call whose body is all optional may leave it out.
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid_request", { publicMessage: "The body is not JSON.", cause });
  }
}
