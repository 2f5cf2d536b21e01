import { describe, expect, it } from "vitest";
import { qualifiedName, quoteName } from "@/components/schema-panel/quote-name";

describe("a name in SQL", () => {
  it("stands as it is where PostgreSQL reads the same", () => {
    expect(quoteName("loan")).toBe("loan");
    expect(quoteName("_a1$")).toBe("_a1$");
    expect(quoteName("name")).toBe("name");
  });

  it("is quoted where it would be read as something else", () => {
    expect(quoteName("Loan")).toBe('"Loan"');
    expect(quoteName("order")).toBe('"order"');
    expect(quoteName("1a")).toBe('"1a"');
    expect(quoteName('say "hi"')).toBe('"say ""hi"""');
    expect(quoteName("über")).toBe('"über"');
    expect(quoteName("")).toBe('""');
  });

  it("has its schema before it where that is not public", () => {
    expect(qualifiedName({ schema: "public", name: "user" })).toBe('"user"');
    expect(qualifiedName({ schema: "pg_temp", name: "t" })).toBe("t");
    expect(qualifiedName({ schema: "Old", name: "t" })).toBe('"Old".t');
  });
});
