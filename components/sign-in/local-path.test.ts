import { describe, expect, it } from "vitest";
import { localPath } from "./local-path";

describe("localPath", () => {
  it("keeps a path of Carrel's own with its query and fragment", () => {
    expect(localPath("/exercises/joins?tab=task#hints")).toBe("/exercises/joins?tab=task#hints");
  });

  it.each([
    undefined,
    "",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "javascript:1",
  ])("goes home instead of to %j", (callbackUrl) => expect(localPath(callbackUrl)).toBe("/exercises"));

  it("never leads back to the page that one has just left", () => {
    expect(localPath("/sign-in?callbackUrl=/sign-in")).toBe("/exercises");
  });

  it("does not turn a path into the address of another host", () => {
    expect(localPath("/./%2F/evil.example").startsWith("//")).toBe(false);
    expect(localPath("/.//evil.example").startsWith("//")).toBe(false);
  });
});
