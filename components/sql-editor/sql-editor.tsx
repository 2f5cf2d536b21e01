"use client";

import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type Ref, type RefObject, useEffect, useId, useImperativeHandle, useRef } from "react";
import { setErrorMark } from "@/components/sql-editor/error-mark";
import { findErrorPlace } from "@/components/sql-editor/error-place";
import { type SentSql, sqlToSend } from "@/components/sql-editor/sent-sql";
import {
  type EditorLook,
  lookOf,
  setSqlLanguage,
  sqlEditorExtensions,
} from "@/components/sql-editor/sql-editor-extensions";
import { statementAt } from "@/components/sql-editor/statement-at";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

export type { EditorLook };

export interface SqlEditorHandle {
  sqlToSend: () => SentSql;
  focus: () => void;
  /** All that stands in the open tab. */
  text: () => string;
  /** The statement at the cursor; null where there is none. */
  statementToSend: () => SentSql | null;
  /** What is selected, or else the statement at the cursor. */
  sqlToExplain: () => SentSql;
  /** Puts the cursor where the error is marked. */
  goToError: () => void;
  /** Puts SQL after what stands there, and selects it. */
  append: (sql: string) => void;
  /** Puts a name where the cursor is, or in place of what is selected, and goes on there. */
  insert: (name: string) => void;
  /** Puts something else in the place of the selection, or of everything. False where it is left as it is. */
  rewrite: (change: (sql: string) => Promise<string | null>) => Promise<boolean>;
}

export interface EditorError {
  sent: SentSql;
  position: number;
}

/** One tab's text. The editor keeps it itself from then on; a new version says that somebody else changed it. */
export interface EditorDocument {
  id: string;
  sql: string;
  version: number;
}

export interface SqlEditorProps {
  handle: Ref<SqlEditorHandle>;
  document: EditorDocument;
  /** What completion knows; null before it is known. */
  schema: DatabaseSchema | null;
  error: EditorError | null;
  onRun: () => void;
  onRunStatement: () => void;
  onFormat: () => void;
  onCheck: () => void;
  onChange: (sql: string) => void;
  onLookChange: (look: EditorLook) => void;
  /** Its accessible name. */
  label?: string;
  placeholder?: string;
  /** Ids of elements that say more, and whether what stands in it is refused: for editors in forms. */
  describedBy?: string;
  invalid?: boolean;
}

export function SqlEditor(props: SqlEditorProps) {
  const { handle, document, schema, error, label = "SQL editor", describedBy, invalid = false, ...callbacks } = props;
  const parentRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView>(null);
  const hintId = useId();
  const events = useRef<EditorEvents>({ ...callbacks, attributes: {} });
  const latest = useRef({ document, schema });
  /** Each tab's text with its cursor and what can be undone in it. */
  const states = useRef(new Map<string, EditorState>());
  const shownId = useRef(document.id);

  useEffect(() => {
    const attributes = {
      "aria-label": label,
      "aria-describedby": describedBy === undefined ? hintId : `${describedBy} ${hintId}`,
      ...(invalid ? { "aria-invalid": "true" } : {}),
    };
    events.current = { ...callbacks, attributes };
    latest.current = { document, schema };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: CodeMirror asks for the attributes at its next change.
  useEffect(() => {
    viewRef.current?.dispatch({});
  }, [label, describedBy, invalid]);

  useEffect(() => {
    if (parentRef.current === null) return;
    const create = (sql: string) => EditorState.create({ doc: sql, extensions: extensionsOf(events) });
    const view = new EditorView({ parent: parentRef.current });
    viewRef.current = view;
    show(view, states.current, latest.current.document, create);
    view.dispatch({ effects: setSqlLanguage(latest.current.schema) });
    const kept = states.current;
    return () => {
      kept.set(shownId.current, view.state);
      viewRef.current = null;
      view.destroy();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text counts where its tab or its version is another one.
  useEffect(() => {
    const view = viewRef.current;
    if (view === null) return;
    const create = (sql: string) => EditorState.create({ doc: sql, extensions: extensionsOf(events) });
    if (shownId.current === document.id) replaceText(view, document.sql);
    else {
      states.current.set(shownId.current, view.state);
      shownId.current = document.id;
      show(view, states.current, document, create);
      view.dispatch({ effects: setSqlLanguage(latest.current.schema) });
    }
    events.current.onLookChange(lookOf(view.state));
  }, [document.id, document.version]);

  useEffect(() => {
    viewRef.current?.dispatch({ effects: setSqlLanguage(schema) });
  }, [schema]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab has no mark, or one of its own.
  useEffect(() => {
    const view = viewRef.current;
    view?.dispatch({ effects: setErrorMark.of(error === null ? null : markRange(view, error)) });
  }, [error, document.id]);

  useImperativeHandle(handle, () => ({
    sqlToSend: () => currentSql(viewRef.current),
    focus: () => viewRef.current?.focus(),
    text: () => viewRef.current?.state.doc.toString() ?? "",
    statementToSend: () => currentStatement(viewRef.current),
    sqlToExplain: () => {
      const hasSelection = viewRef.current !== null && lookOf(viewRef.current.state).hasSelection;
      return (hasSelection ? null : currentStatement(viewRef.current)) ?? currentSql(viewRef.current);
    },
    goToError: () => {
      const view = viewRef.current;
      const range = view === null || error === null ? null : markRange(view, error);
      if (range !== null) view?.dispatch({ selection: { anchor: range.from }, scrollIntoView: true });
      view?.focus();
    },
    append: (sql) => appendSql(viewRef.current, sql),
    insert: (name) => insertName(viewRef.current, name),
    rewrite: (change) => rewriteText(viewRef.current, change),
  }));

  return (
    <>
      <p id={hintId} hidden>
        Tab indents. To leave the editor, press Escape, then Tab.
      </p>
      <div ref={parentRef} className="h-full min-h-0 overflow-hidden font-mono" />
    </>
  );
}

type Callbacks = Pick<
  SqlEditorProps,
  "onRun" | "onRunStatement" | "onFormat" | "onCheck" | "onChange" | "onLookChange" | "placeholder"
>;
type EditorEvents = Callbacks & { attributes: Record<string, string> };

function extensionsOf(events: RefObject<EditorEvents>) {
  return sqlEditorExtensions({
    attributes: () => events.current.attributes,
    placeholder: events.current.placeholder ?? "Write SQL here",
    onRun: () => events.current.onRun(),
    onRunStatement: () => events.current.onRunStatement(),
    onFormat: () => events.current.onFormat(),
    onCheck: () => events.current.onCheck(),
    onChange: (sql) => events.current.onChange(sql),
    onLookChange: (look) => events.current.onLookChange(look),
  });
}

/** A tab comes back as it was left, unless its text was changed meanwhile. */
function show(
  view: EditorView,
  states: Map<string, EditorState>,
  { id, sql }: EditorDocument,
  create: (sql: string) => EditorState,
): void {
  const kept = states.get(id);
  view.setState(kept !== undefined && kept.doc.toString() === sql ? kept : create(sql));
}

/** What somebody else typed. It can be undone, as everything. */
function replaceText(view: EditorView, sql: string): void {
  if (view.state.doc.toString() === sql) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: sql } });
}

/** The selection, otherwise everything, changed by whoever asks; null leaves it. @returns false where it was left */
async function rewriteText(view: EditorView | null, change: (sql: string) => Promise<string | null>): Promise<boolean> {
  if (view === null) return false;
  const { state } = view;
  const { main } = state.selection;
  const [from, to] = main.empty ? [0, state.doc.length] : [main.from, main.to];
  const changed = await change(state.sliceDoc(from, to));
  // Somebody typed on meanwhile: what was changed is not what stands there now.
  if (changed === null || view.state.doc !== state.doc) return changed !== null;
  const anchor = main.empty ? Math.min(main.head, changed.length) : from;
  view.dispatch({
    changes: { from, to, insert: changed },
    selection: main.empty ? { anchor } : { anchor, head: from + changed.length },
  });
  view.focus();
  return true;
}

function currentStatement(view: EditorView | null): SentSql | null {
  if (view === null) return null;
  const range = statementAt(view.state, view.state.selection.main.head);
  if (range === null) return null;
  const { from, to } = range;
  return { sql: view.state.sliceDoc(from, to), offset: from, firstLine: view.state.doc.lineAt(from).number };
}

function currentSql(view: EditorView | null): SentSql {
  if (view === null) return { sql: "", offset: 0, firstLine: 1 };
  const { from, to } = view.state.selection.main;
  return sqlToSend({ text: view.state.doc.toString(), from, to });
}

function appendSql(view: EditorView | null, sql: string): void {
  if (view === null) return;
  const text = view.state.doc.toString().trimEnd();
  const gap = text === "" ? "" : "\n\n";
  view.dispatch({
    changes: { from: text.length, to: view.state.doc.length, insert: gap + sql },
    selection: { anchor: text.length + gap.length, head: text.length + gap.length + sql.length },
    scrollIntoView: true,
  });
  // On a phone what was pressed is out of sight now, and takes the focus with it.
  if (window.document.activeElement?.closest("[inert]")) view.focus();
}

function insertName(view: EditorView | null, name: string): void {
  if (view === null) return;
  const { from, to } = view.state.selection.main;
  const touchesWord = /[\w"]$/.test(view.state.sliceDoc(Math.max(0, from - 1), from));
  const insert = touchesWord ? ` ${name}` : name;
  const cursor = from + insert.length - (name.endsWith("()") ? 1 : 0);
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: cursor }, scrollIntoView: true });
  view.focus();
}

/** Null where the text has changed since it was sent: a mark on something else would mislead. */
function markRange(view: EditorView, { sent, position }: EditorError): { from: number; to: number } | null {
  if (view.state.sliceDoc(sent.offset, sent.offset + sent.sql.length) !== sent.sql) return null;
  const { from, to } = findErrorPlace(sent, position);
  return { from: sent.offset + from, to: sent.offset + to };
}
