import { describe, expect, it } from "vitest";
import { dateWords, sessionEndWords } from "@/components/shell/session-end-words";

const now = new Date("2026-11-23T09:00:00Z");
const words = (expiresAt: string, timeZone = "UTC") => sessionEndWords({ expiresAt, now, timeZone });

describe("sessionEndWords", () => {
  it("names the day while there is more than one left", () => {
    expect(words("2026-11-30T14:00:00Z")).toEqual({ isSoon: false, words: "kept until 30 Nov" });
    expect(words("2026-11-24T09:00:01Z")).toEqual({ isSoon: false, words: "kept until 24 Nov" });
  });

  it("names the hour within the last day", () => {
    expect(words("2026-11-24T09:00:00Z")).toEqual({ isSoon: true, words: "ends tomorrow 09:00" });
    expect(words("2026-11-23T23:59:00Z")).toEqual({ isSoon: true, words: "ends today 23:59" });
    expect(words("2026-11-23T08:59:00Z")).toEqual({ isSoon: true, words: "ends now" });
  });

  it("means the reader's own days", () => {
    expect(words("2026-11-23T23:30:00Z", "Europe/Helsinki").words).toBe("ends tomorrow 01:30");
    expect(words("2026-11-23T14:59:00Z", "Asia/Tokyo").words).toBe("ends today 23:59");
  });
});

describe("dateWords", () => {
  it("is short", () => {
    expect(dateWords(new Date("2026-12-01T00:00:00Z"), "UTC")).toBe("1 Dec");
  });
});
