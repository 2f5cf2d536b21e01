import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { sql } from "@codemirror/lang-sql";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";
import { errorMarkExtension } from "@/components/sql-editor/error-mark";
import { postgresDialect } from "@/components/sql-editor/postgres-dialect";
import { sqlEditorTheme } from "@/components/sql-editor/sql-editor-theme";

interface SqlEditorEvents {
  label: string;
  /** Id of the element that tells how to leave the editor by keyboard. */
  describedBy: string;
  onRun: () => void;
  onChange: (sql: string) => void;
  onSelectionChange: (hasSelection: boolean) => void;
}

export function sqlEditorExtensions(events: SqlEditorEvents): Extension[] {
  // The default keymap has Mod-Enter too (a blank line), so running must come before it.
  const run = () => {
    events.onRun();
    return true;
  };
  const runKey = Prec.highest(keymap.of([{ key: "Mod-Enter", run }]));
  return [
    runKey,
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    sql({ dialect: postgresDialect }),
    placeholder("Write SQL here"),
    // CodeMirror itself lets Tab leave the editor after Escape.
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": events.label, "aria-describedby": events.describedBy }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) events.onChange(update.state.doc.toString());
      if (update.docChanged || update.selectionSet) events.onSelectionChange(hasSelection(update.state));
    }),
    errorMarkExtension,
    sqlEditorTheme,
  ];
}

function hasSelection(state: EditorState): boolean {
  const { from, to } = state.selection.main;
  return from < to && state.sliceDoc(from, to).trim() !== "";
}
