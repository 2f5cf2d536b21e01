import { describe, expect, it } from "vitest";
import { splitStatements } from "./split-statements";
import { findUnsendable, unsendableResult } from "./unsendable-text";

describe("text that cannot be sent to PostgreSQL", () => {
  it("is a NUL or half a character, and nothing else", () => {
    for (const text of ["", "SELECT 1", "😀", "\ufffd", "\u0001"]) expect(findUnsendable(text)).toBeNull();
    for (const text of ["\0", "a\ud83d", "\ude00a", "\ude00\ud83d"]) expect(findUnsendable(text)).not.toBeNull();
  });

  it.each([
    ["SELECT 1; SELECT '😀\0'", "0x00"],
    ["SELECT 1; SELECT '😀\ud83d'", "0xed 0xa0 0xbd"],
    ["SELECT 1; SELECT '😀\ude00\ud83d'", "0xed 0xb8 0x80"],
  ])("is refused in PostgreSQL's words, where it stands: %j", async (sql, bytes) => {
    const [first, second] = await splitStatements(sql);
    expect(first).toMatchObject({ text: "SELECT 1", offset: 0 });
    expect(second && unsendableResult(second)).toMatchObject({
      sqlState: "22021",
      message: `invalid byte sequence for encoding "UTF8": ${bytes}`,
      position: 20,
    });
  });
});
