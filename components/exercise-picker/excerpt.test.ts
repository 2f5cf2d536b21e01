import { describe, expect, it } from "vitest";
import { excerptOf } from "./excerpt";

describe("excerptOf", () => {
  it("gives the first paragraph without headings and Markdown's signs", () => {
    const markdown = "# Late returns\n\nWhich **members** have a `loan`\nthat is [late](/x)?\n\nSort by name.";
    expect(excerptOf(markdown)).toBe("Which members have a loan that is late?");
  });

  it("leaves underscores inside names alone", () => {
    expect(excerptOf("Use `due_date` of _every_ row in loan_item.")).toBe("Use due_date of every row in loan_item.");
  });

  it("passes over code, lists and tables", () => {
    expect(excerptOf("```sql\nselect 1;\n\nselect 2;\n```\n\n- one\n- two\n\n| a |\n\nWords.")).toBe("Words.");
  });

  it("cuts a long paragraph between two words", () => {
    const excerpt = excerptOf("word ".repeat(80));
    expect(excerpt.length).toBeLessThanOrEqual(161);
    expect(excerpt.endsWith("word…")).toBe(true);
  });

  it("gives nothing for a task without words", () => {
    expect(excerptOf("")).toBe("");
  });
});
