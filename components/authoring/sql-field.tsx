"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { LargeSql } from "@/components/authoring/large-sql";
import { LazySqlEditor } from "@/components/sql-editor/lazy-sql-editor";
import type { EditorDocument } from "@/components/sql-editor/sql-editor";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";

export interface SqlFieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  value: string;
  onChange: (sql: string) => void;
  /** Where PostgreSQL points: from 1, in characters. It is marked for as long as the text is the one that was sent. */
  mark?: { sql: string; position: number } | null;
  placeholder?: string;
  /** Beside the label: what fills it in another way. */
  aside?: ReactNode;
}

/** Longer ones are dumps, which nobody reads in a form; an editor of megabytes would hold the page up. */
const longestEdited = 200_000;

const nothing = () => undefined;

/** SQL in a form, in the same editor that students have. */
export function SqlField(props: SqlFieldProps) {
  const { label, hint, error, value, onChange, mark = null, placeholder = "", aside } = props;
  const id = useId();
  const [editsLong, setEditsLong] = useState(false);
  const [document, onType] = useEditorDocument(value, onChange);
  const described = [...(error === undefined ? [] : [`${id}-error`]), ...(hint === undefined ? [] : [`${id}-hint`])];
  const isLong = value.length > longestEdited && !editsLong;

  return (
    <div className="relative">
      {aside === undefined ? null : <div className="absolute -top-1 right-0">{aside}</div>}
      <Field id={id} label={label} hint={hint} error={error} isGroup>
        <div
          className={classNames(
            "max-h-112 min-h-24 overflow-y-auto rounded border border-hairline-strong bg-surface [&_.cm-content]:min-h-24",
            "has-[.cm-focused]:border-accent has-[.cm-focused]:outline-2 has-[.cm-focused]:outline-accent",
            error !== undefined && "border-danger",
          )}
        >
          {isLong ? (
            <LargeSql label={label} sql={value} onEdit={() => setEditsLong(true)} />
          ) : (
            <LazySqlEditor
              handle={null}
              document={document}
              schema={null}
              error={
                mark === null ? null : { sent: { sql: mark.sql, offset: 0, firstLine: 1 }, position: mark.position }
              }
              label={label}
              placeholder={placeholder}
              describedBy={described.length === 0 ? undefined : described.join(" ")}
              invalid={error !== undefined}
              onRun={nothing}
              onRunStatement={nothing}
              onFormat={nothing}
              onCheck={nothing}
              onLookChange={nothing}
              onChange={onType}
            />
          )}
        </div>
      </Field>
    </div>
  );
}

/** The editor keeps its text itself; a new version tells it that the text came from elsewhere. */
function useEditorDocument(value: string, onChange: (sql: string) => void): [EditorDocument, (sql: string) => void] {
  const id = useId();
  const [document, setDocument] = useState<EditorDocument>({ id, sql: value, version: 0 });
  const typed = useRef(value);
  useEffect(() => {
    if (value === typed.current) return;
    typed.current = value;
    setDocument((before) => ({ ...before, sql: value, version: before.version + 1 }));
  }, [value]);
  return [
    document,
    (sql) => {
      typed.current = sql;
      onChange(sql);
    },
  ];
}
