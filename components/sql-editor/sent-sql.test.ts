import { describe, expect, it } from "vitest";
import { sqlToSend } from "@/components/sql-editor/sent-sql";

describe("sqlToSend", () => {
  const text = "select 1;\nselect 2;\nselect 3;";

  it("sends everything when nothing is selected", () => {
    expect(sqlToSend({ text, from: 4, to: 4 })).toEqual({ sql: text, offset: 0, firstLine: 1 });
  });

  it("sends the selection with its place", () => {
    expect(sqlToSend({ text, from: 10, to: 19 })).toEqual({ sql: "select 2;", offset: 10, firstLine: 2 });
  });

  it("takes a selection of white space for none", () => {
    expect(sqlToSend({ text, from: 9, to: 10 })).toEqual({ sql: text, offset: 0, firstLine: 1 });
  });
});
