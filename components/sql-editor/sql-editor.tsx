"use client";

import { EditorView } from "@codemirror/view";
import { type Ref, useEffect, useId, useImperativeHandle, useRef } from "react";
import { setErrorMark } from "@/components/sql-editor/error-mark";
import { findErrorPlace } from "@/components/sql-editor/error-place";
import { type SentSql, sqlToSend } from "@/components/sql-editor/sent-sql";
import { sqlEditorExtensions } from "@/components/sql-editor/sql-editor-extensions";

export interface SqlEditorHandle {
  sqlToSend: () => SentSql;
  /** Puts the cursor where the error is marked. */
  goToError: () => void;
  /** Puts SQL after what stands there, and selects it. */
  append: (sql: string) => void;
  /** Puts a name where the cursor is, or in place of what is selected, and goes on there. */
  insert: (name: string) => void;
}

export interface EditorError {
  sent: SentSql;
  position: number;
}

export interface SqlEditorProps {
  handle: Ref<SqlEditorHandle>;
  /** The editor keeps its text itself; a later change of this is not looked at. */
  initialSql: string;
  error: EditorError | null;
  onRun: () => void;
  onChange: (sql: string) => void;
  onSelectionChange: (hasSelection: boolean) => void;
}

export function SqlEditor({ handle, initialSql, error, onRun, onChange, onSelectionChange }: SqlEditorProps) {
  const parentRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView>(null);
  const hintId = useId();
  const events = useRef({ onRun, onChange, onSelectionChange });
  const firstSql = useRef(initialSql);

  useEffect(() => {
    events.current = { onRun, onChange, onSelectionChange };
  });

  useEffect(() => {
    if (parentRef.current === null) return;
    const extensions = sqlEditorExtensions({
      label: "SQL editor",
      describedBy: hintId,
      onRun: () => events.current.onRun(),
      onChange: (sql) => events.current.onChange(sql),
      onSelectionChange: (hasSelection) => events.current.onSelectionChange(hasSelection),
    });
    const view = new EditorView({ doc: firstSql.current, extensions, parent: parentRef.current });
    viewRef.current = view;
    return () => {
      firstSql.current = view.state.doc.toString();
      viewRef.current = null;
      view.destroy();
    };
  }, [hintId]);

  useEffect(() => {
    const view = viewRef.current;
    view?.dispatch({ effects: setErrorMark.of(error === null ? null : markRange(view, error)) });
  }, [error]);

  useImperativeHandle(handle, () => ({
    sqlToSend: () => currentSql(viewRef.current),
    goToError: () => {
      const view = viewRef.current;
      const range = view === null || error === null ? null : markRange(view, error);
      if (range !== null) view?.dispatch({ selection: { anchor: range.from }, scrollIntoView: true });
      view?.focus();
    },
    append: (sql) => appendSql(viewRef.current, sql),
    insert: (name) => insertName(viewRef.current, name),
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
