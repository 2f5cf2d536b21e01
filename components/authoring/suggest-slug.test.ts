import { describe, expect, it } from "vitest";
import { suggestSlug } from "@/components/authoring/suggest-slug";
import { slugSchema } from "@/lib/schemas/authoring-text";

describe("suggestSlug", () => {
  it.each([
    ["Müller's café", "mullers-cafe"],
    ["  12 Late returns! ", "12-late-returns"],
    ["図書館", ""],
    [`${"a".repeat(59)} bc`, "a".repeat(59)],
  ])("makes %o to %o", (title, slug) => {
    expect(suggestSlug(title)).toBe(slug);
    if (slug !== "") expect(slugSchema.parse(slug)).toBe(slug);
  });
});
