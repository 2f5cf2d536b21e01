import { CompletionContext, type CompletionSource } from "@codemirror/autocomplete";
import { sql } from "@codemirror/lang-sql";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { postgresDialect } from "@/components/sql-editor/postgres-dialect";
import { sqlSource, toNamespace } from "@/components/sql-editor/sql-completion";
import type { DatabaseSchema, SchemaTable } from "@/lib/schemas/database-schema";

function table(name: string, ...columns: string[]): SchemaTable {
  return {
    schema: "public",
    name,
    kind: "table",
    comment: null,
    rowCount: 0,
    columns: columns.map((column) => ({
      name: column,
      type: "text",
      nullable: true,
      default: null,
      generated: null,
      comment: null,
    })),
    primaryKey: null,
    uniqueKeys: [],
    foreignKeys: [],
    checks: [],
    indexes: [],
  };
}

const schema: DatabaseSchema = {
  tables: [table("loan", "due", "Returned at"), table("member", "name")],
  views: [],
  functions: [
    {
      schema: "public",
      name: "late_fee",
      kind: "function",
      arguments: "days integer",
      result: "numeric",
      language: "sql",
    },
  ],
  truncated: false,
};

async function labels(marked: string): Promise<string[]> {
  const position = marked.indexOf("|");
  const begun = EditorState.create({
    doc: marked.replace("|", ""),
    extensions: sql({ dialect: postgresDialect, schema: toNamespace(schema), defaultSchema: "public" }),
  });
  // A new state parses for a few milliseconds only, and goes on when there is time: on a busy machine, here.
  ensureSyntaxTree(begun, begun.doc.length, 10_000);
  const { state } = begun.update({});
  const context = new CompletionContext(state, position, true);
  const sources = [sqlSource(schema), ...state.languageDataAt<CompletionSource>("autocomplete", position)];
  const results = await Promise.all(sources.map((source) => source(context)));
  return results.flatMap((result) => result?.options.map(({ label }) => label) ?? []);
}

describe("completion", () => {
  it("knows the tables, and the columns after an alias", async () => {
    expect(await labels("SELECT * FROM lo|")).toContain("loan");
    const columns = await labels("SELECT l.| FROM loan l");
    expect(columns).toEqual(["due", "Returned at"]);
  });

  it("knows the columns of the tables that the statement names, and no others", async () => {
    const found = await labels("SELECT 1; SELECT d| FROM loan; SELECT name FROM member");
    expect(found).toContain("due");
    expect(found).not.toContain("name");
  });

  it("knows functions, the student's own among them", async () => {
    const found = await labels("SELECT la|");
    expect(found).toContain("late_fee");
    expect(found).toContain("lag");
  });

  it("says nothing within quotes", async () => {
    expect(await labels("SELECT 'la|'")).not.toContain("lag");
  });
});
