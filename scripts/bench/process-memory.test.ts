import { describe, expect, it } from "vitest";
import { kibibytesOf } from "./process-memory";

describe("kibibytesOf", () => {
  const lines = "Rss:               11520 kB\nPss:                2816 kB\nPss_Anon:           1200 kB\n";

  it("reads the line that has exactly this name", () => {
    expect(kibibytesOf("Pss", lines)).toBe(2816);
    expect(kibibytesOf("Pss_Anon", lines)).toBe(1200);
  });

  it("gives null where there is no such line", () => {
    expect(kibibytesOf("VmRSS", lines)).toBeNull();
  });
});
