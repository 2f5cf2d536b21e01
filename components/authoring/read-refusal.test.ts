import { describe, expect, it } from "vitest";
import { importedWords, previewedWords } from "@/components/authoring/import-words";
import { readRefusal, untypedWords } from "@/components/authoring/read-refusal";
import { RequestError } from "@/components/http/request-json";

const noAnswer = new TypeError("Failed to fetch");
const signedOut = new RequestError(401, "unauthenticated", "Nobody is signed in.");

describe("readRefusal", () => {
  it("promises what was typed to forms alone", () => {
    expect(readRefusal(noAnswer).message).toMatch(/What you typed is still here/);
    for (const words of [untypedWords, previewedWords, importedWords]) {
      expect(readRefusal(noAnswer, words).message).not.toMatch(/typed/);
      expect(readRefusal(signedOut, words).message).not.toMatch(/typed/);
    }
  });

  it("tells an import that was cut off what stays, and how to go on", () => {
    expect(readRefusal(noAnswer, previewedWords).message).toMatch(/Nothing was imported/);
    expect(readRefusal(noAnswer, importedWords).message).toMatch(/imported stays.*[Cc]hoose the files again/);
  });

  it("says what Carrel says where it answered", () => {
    const refused = new RequestError(409, "conflict", "Look again.");
    expect(readRefusal(refused, importedWords)).toEqual({ kind: "other", message: "Look again." });
  });
});
