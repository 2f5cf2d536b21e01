import { acceptCompletion, autocompletion, closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { schemaCompletionSource } from "@codemirror/lang-sql";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec, type StateEffect } from "@codemirror/state";
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
import { keywordSource, sqlSource, toNamespace } from "@/components/sql-editor/sql-completion";
import { sqlEditorTheme } from "@/components/sql-editor/sql-editor-theme";
import { statementsOf } from "@/components/sql-editor/statement-at";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

/** What the buttons around the editor depend on. */
export interface EditorLook {
  hasSelection: boolean;
  /** There are several statements, so that running one of them makes a difference. */
  hasSeveral: boolean;
}

export interface SqlEditorEvents {
  /** What screen readers are told of it. Asked again with each change, so it may differ from time to time. */
  attributes: () => Record<string, string>;
  /** What stands in it while it is empty. */
  placeholder: string;
  onRun: () => void;
  onRunStatement: () => void;
  onFormat: () => void;
  onCheck: () => void;
  onChange: (sql: string) => void;
  onLookChange: (look: EditorLook) => void;
}

const language = new Compartment();
const noSchema: DatabaseSchema = { tables: [], views: [], functions: [], truncated: false };

/** Has the editor complete from what is in the database now. */
export function setSqlLanguage(schema: DatabaseSchema | null): StateEffect<unknown> {
  return language.reconfigure(sqlLanguage(schema ?? noSchema));
}

function sqlLanguage(schema: DatabaseSchema): Extension {
  const config = { dialect: postgresDialect, schema: toNamespace(schema), defaultSchema: "public" };
  const sources = [schemaCompletionSource(config), keywordSource, sqlSource(schema)];
  return [postgresDialect.language, sources.map((autocomplete) => postgresDialect.language.data.of({ autocomplete }))];
}

export function sqlEditorExtensions(events: SqlEditorEvents): Extension[] {
  // The default keymap has Mod-Enter too (a blank line), so running must come before it.
  const doing = (act: () => void) => (view: EditorView) => {
    // Whoever runs has chosen nothing of what is offered.
    closeCompletion(view);
    act();
    return true;
  };
  const ownKeys = Prec.highest(
    keymap.of([
      { key: "Mod-Enter", run: doing(events.onRun) },
      { key: "Mod-Shift-Enter", run: doing(events.onCheck) },
      { key: "Alt-Enter", run: doing(events.onRunStatement) },
      { key: "Shift-Alt-f", run: doing(events.onFormat) },
      { key: "Tab", run: acceptCompletion },
    ]),
  );
  return [
    ownKeys,
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    language.of(sqlLanguage(noSchema)),
    autocompletion({ icons: false, maxRenderedOptions: 60 }),
    EditorView.domEventHandlers({
      // What was asked for just before would open over whatever the person went on to.
      blur: (_event, view) => void setTimeout(() => view.hasFocus || closeCompletion(view)),
    }),
    placeholder(events.placeholder),
    // CodeMirror itself lets Tab leave the editor after Escape.
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(() => events.attributes()),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) events.onChange(update.state.doc.toString());
      if (update.docChanged || update.selectionSet) events.onLookChange(lookOf(update.state));
    }),
    errorMarkExtension,
    sqlEditorTheme,
  ];
}

export function lookOf(state: EditorState): EditorLook {
  const { from, to } = state.selection.main;
  const hasSelection = from < to && state.sliceDoc(from, to).trim() !== "";
  return { hasSelection, hasSeveral: statementsOf(state).length > 1 };
}
