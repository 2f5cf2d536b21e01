import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContentLimits } from "./file-collector";
import { zipFiles } from "./file-responses";
import { unzip } from "./unzip";

const limits: ContentLimits = { files: 20, sentBytes: 1_000_000, unpackedBytes: 100_000, pathLength: 100 };
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

interface HandMadeEntry {
  name: string | Buffer;
  data?: Buffer;
  /** What the archive says of the unpacked data, where it lies. */
  size?: number;
  crc?: number;
  flags?: number;
  method?: number;
  attributes?: number;
}

/** An archive in which anything may be wrong: no library writes such ones. */
function handMade(entries: HandMadeEntry[], declaredCount = entries.length): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data = Buffer.from("x"), size, crc, flags = 0x800, method = 8, attributes = 0 } of entries) {
    const nameBytes = Buffer.from(name);
    const packed = method === 8 ? deflateRawSync(data) : data;
    const numbers = { flags, method, crc: crc ?? crc32(data), packed: packed.length, size: size ?? data.length };
    const local = Buffer.concat([header(0x04034b50, numbers, nameBytes.length), nameBytes, packed]);
    centrals.push(centralHeader(numbers, nameBytes, attributes, offset));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(declaredCount, 8);
  end.writeUInt16LE(declaredCount, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

type Numbers = { flags: number; method: number; crc: number; packed: number; size: number };

function header(signature: number, numbers: Numbers, nameLength: number): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  writeNumbers(bytes, 6, numbers);
  bytes.writeUInt16LE(nameLength, 26);
  return bytes;
}

function centralHeader(numbers: Numbers, name: Buffer, attributes: number, offset: number): Buffer {
  const bytes = Buffer.alloc(46);
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(0x0314, 4);
  bytes.writeUInt16LE(20, 6);
  writeNumbers(bytes, 8, numbers);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt32LE(attributes >>> 0, 38);
  bytes.writeUInt32LE(offset, 42);
  return Buffer.concat([bytes, name]);
}

function writeNumbers(bytes: Buffer, at: number, { flags, method, crc, packed, size }: Numbers): void {
  bytes.writeUInt16LE(flags, at);
  bytes.writeUInt16LE(method, at + 2);
  bytes.writeUInt32LE(crc, at + 8);
  bytes.writeUInt32LE(packed, at + 12);
  bytes.writeUInt32LE(size, at + 16);
}

describe("unzip", () => {
  it("gives back what was packed, and the same is packed as the same bytes", async () => {
    const path = fc.stringMatching(/^[a-z]{1,9}(\/[a-zé]{1,9}){0,3}\.sql$/);
    const files = fc.uniqueArray(fc.record({ path, text: fc.string({ unit: "grapheme" }) }), {
      selector: (file) => file.path,
      maxLength: 10,
    });
    await fc.assert(
      fc.asyncProperty(files, async (some) => {
        const zip = await zipFiles(some);
        const unpacked = await unzip(zip, limits);
        expect([...unpacked].map(([name, bytes]) => ({ path: name, text: text(bytes) }))).toEqual(some);
        expect(await zipFiles(some)).toEqual(zip);
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  it("reads archives of other makers: folders, files that are not compressed, backslashes", async () => {
    const zip = handMade([
      { name: "exercises/", data: Buffer.alloc(0), method: 0 },
      { name: "exercises/a.md", data: Buffer.from("one"), method: 0 },
      { name: "exercises\\b.md", data: Buffer.from("two") },
    ]);
    const files = await unzip(zip, limits);
    expect([...files.keys()]).toEqual(["exercises/a.md", "exercises/b.md"]);
  });

  it.each([
    "../up.md",
    "exercises/../../up.md",
    "/etc/passwd",
    "C:/up.md",
    "..\\up.md",
    "a//b.md",
    "a/./b.md",
    "a\u0001.md",
  ])("refuses the name %j", async (name) => {
    await expect(unzip(handMade([{ name }]), limits)).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("refuses a name that is no UTF-8 although it says so, one that is too long, and one that comes twice", async () => {
    const latin = Buffer.from([0x61, 0xe9, 0x2e, 0x6d, 0x64]);
    for (const entries of [
      [{ name: latin }],
      [{ name: `${"a/".repeat(60)}b.md` }],
      [{ name: "a.md" }, { name: "a.md" }],
      [{ name: "a/b.md" }, { name: "a\\b.md" }],
    ]) {
      await expect(unzip(handMade(entries), limits)).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  it("refuses links, encrypted files, unknown compression and damaged data, each in words of its own", async () => {
    const refused = async (entry: Partial<HandMadeEntry>, words: RegExp) =>
      expect(unzip(handMade([{ name: "a.md", ...entry }]), limits)).rejects.toMatchObject({
        code: "invalid_request",
        publicMessage: expect.stringMatching(words),
      });
    await refused({ attributes: 0o120777 << 16 }, /link/);
    await refused({ flags: 0x801 }, /password/);
    await refused({ method: 12 }, /deflate/);
    await refused({ crc: 1 }, /damaged/);
    await refused({ size: 5 }, /cannot be read/);
    const noZip = expect(unzip(Buffer.from("no zip at all"), limits)).rejects;
    await noZip.toMatchObject({ publicMessage: expect.stringMatching(/^The zip cannot be read: .*[^.]\.$/) });
  });

  it("stops at an archive that unpacks to too much, whatever it says of itself", async () => {
    const large = Buffer.alloc(100_001);
    const tooLarge = { code: "payload_too_large" };
    await expect(unzip(handMade([{ name: "a.md", data: large }]), limits)).rejects.toMatchObject(tooLarge);
    const half = { data: Buffer.alloc(60_000) };
    const two = handMade([
      { name: "a.md", ...half },
      { name: "b.md", ...half },
    ]);
    await expect(unzip(two, limits)).rejects.toMatchObject(tooLarge);
    // It says that it is small, and is not: then it is no zip at all.
    const lying = handMade([{ name: "a.md", data: Buffer.alloc(50_000_000), size: 10 }]);
    await expect(unzip(lying, limits)).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("takes as many files as are allowed, and no more", async () => {
    const entries = Array.from({ length: 21 }, (_, number) => ({ name: `${number}.md` }));
    expect((await unzip(handMade(entries.slice(1)), limits)).size).toBe(20);
    await expect(unzip(handMade(entries), limits)).rejects.toMatchObject({ code: "payload_too_large" });
  });

  it("refuses what is no zip, what is cut off, and any damage to one, without another kind of error", async () => {
    const zip = handMade([{ name: "exercises/a.md", data: Buffer.from("select 1 ".repeat(50)) }, { name: "b.md" }]);
    for (const bytes of [new Uint8Array(), Buffer.from("no zip"), zip.slice(0, -5), zip.slice(5)]) {
      await expect(unzip(bytes, limits)).rejects.toMatchObject({ code: "invalid_request" });
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Uint8Array.from(zip);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const outcome = await unzip(damaged, limits).then(
          () => "read",
          (error: { code: unknown }) => error.code,
        );
        expect(["read", "invalid_request", "payload_too_large"]).toContain(outcome);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
