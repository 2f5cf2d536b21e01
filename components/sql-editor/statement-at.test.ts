import { sql } from "@codemirror/lang-sql";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { postgresDialect } from "@/components/sql-editor/postgres-dialect";
import { statementAt, statementsOf } from "@/components/sql-editor/statement-at";

/** The text of the statement at the sign "|". */
function at(marked: string): string | null {
  const position = marked.indexOf("|");
  const state = stateOf(marked.replace("|", ""));
  const range = statementAt(state, position);
  return range === null ? null : state.sliceDoc(range.from, range.to);
}

function stateOf(doc: string): EditorState {
  return EditorState.create({ doc, extensions: sql({ dialect: postgresDialect }) });
}

describe("the statement at the cursor", () => {
  it("is the one that the cursor is in", () => {
    expect(at("SELECT 1;\nSELECT| 2;\nSELECT 3")).toBe("SELECT 2;");
    expect(at("|SELECT 1; SELECT 2")).toBe("SELECT 1;");
    expect(at("SELECT 1; SELECT 2|")).toBe("SELECT 2");
  });

  it("is the one before the cursor on the same line, else the next", () => {
    expect(at("SELECT 1;  |\nSELECT 2")).toBe("SELECT 1;");
    expect(at("SELECT 1;\n\n|\nSELECT 2")).toBe("SELECT 2");
    expect(at("SELECT 1;\n\n|")).toBe("SELECT 1;");
    expect(at("|")).toBeNull();
  });

  it("does not end at a semicolon in quotes, in dollars or in a comment", () => {
    expect(at("SELECT ';'| AS a; SELECT 2")).toBe("SELECT ';' AS a;");
    expect(at("DO $x$ BEGIN| PERFORM 1; END; $x$; SELECT 2")).toBe("DO $x$ BEGIN PERFORM 1; END; $x$;");
    expect(at("SELECT 1 -- a; b|\n, 2; SELECT 3")).toBe("SELECT 1 -- a; b\n, 2;");
  });

  it("is a line where psql's commands stand", () => {
    expect(at("\\d lo|an\nSELECT 1;")).toBe("\\d loan");
    expect(at("\\dt\n\\d loan\nSELECT| 1;")).toBe("SELECT 1;");
    expect(statementsOf(stateOf("\\dt\nSELECT 1; SELECT 2"))).toHaveLength(3);
  });
});
