import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { MessageGuard } from "./message-guard";

function message(kind: string, bodyBytes: number): Buffer {
  const bytes = Buffer.alloc(5 + bodyBytes, "D");
  bytes.write(kind, 0, "latin1");
  bytes.writeInt32BE(4 + bodyBytes, 1);
  return bytes;
}

async function lengthsSeen(chunks: Buffer[], maxBytes: number): Promise<number[]> {
  const stream = new PassThrough();
  const seen: number[] = [];
  new MessageGuard(stream, (bytes) => seen.push(bytes)).maxBytes = maxBytes;
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  for await (const _ of stream) {
    // Read to its end.
  }
  return seen;
}

describe("MessageGuard", () => {
  const messages = Buffer.concat([
    message("D", 3),
    message("C", 0),
    message("D", 70),
    message("Z", 1),
    message("D", 71),
  ]);

  it.each([1, 2, 4, 5, 7, 64, 1000])("knows each message's length, in chunks of %i bytes", async (size) => {
    const chunks = Array.from({ length: Math.ceil(messages.length / size) }, (_, index) =>
      messages.subarray(index * size, (index + 1) * size),
    );
    expect(await lengthsSeen(chunks, 69)).toEqual([70, 71]);
    expect(await lengthsSeen(chunks, 70)).toEqual([71]);
    expect(await lengthsSeen(chunks, 71)).toEqual([]);
  });

  it("tells as soon as the header is there, before the body comes", async () => {
    expect(await lengthsSeen([Buffer.from([68, 0x35, 0xa4, 0xe9, 0])], 16_000_000)).toEqual([899_999_996]);
  });
});
