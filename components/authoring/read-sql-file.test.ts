import { describe, expect, it } from "vitest";
import { readSqlFile } from "@/components/authoring/read-sql-file";

describe("readSqlFile", () => {
  it("reads SQL as it is", async () => {
    expect(await readSqlFile(new Blob(["SELECT 'ä';\n"]))).toEqual({ sql: "SELECT 'ä';\n" });
  });

  it.each([
    ["pg_dump's own format", new Blob(["PGDMP\u0001\u0002"]), /pg_restore/],
    ["what is compressed", new Blob([new Uint8Array([0x1f, 0x8b, 8])]), /gunzip/],
    ["what is not UTF-8", new Blob([new Uint8Array([0x53, 0xe4, 0x53])]), /UTF8/],
    ["what is no text", new Blob(["a\0b"]), /no file of text/],
  ])("tells %s from SQL, and what to do with it", async (_what, file, words) => {
    expect(await readSqlFile(file)).toEqual({ problem: expect.stringMatching(words) });
  });
});
