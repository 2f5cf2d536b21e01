import type { Ref } from "react";
import { LazySqlEditor } from "@/components/sql-editor/lazy-sql-editor";
import type { EditorError, SqlEditorHandle } from "@/components/sql-editor/sql-editor";
import { RunButtons, type RunButtonsProps } from "@/components/workspace/run-buttons";

interface EditorPanelProps {
  handle: Ref<SqlEditorHandle>;
  initialSql: string;
  /** False where this browser keeps no draft. */
  isKept: boolean;
  error: EditorError | null;
  runButtons: RunButtonsProps;
  /** On a phone the buttons stand at the thumb instead. */
  showsButtons: boolean;
  onChange: (sql: string) => void;
  onSelectionChange: (hasSelection: boolean) => void;
}

export function EditorPanel(props: EditorPanelProps) {
  const { handle, initialSql, isKept, error, runButtons, showsButtons, onChange, onSelectionChange } = props;
  return (
    <section
      aria-label="Your SQL"
      className="group/editor flex h-full min-h-0 flex-col bg-surface has-[.cm-focused]:[&>header]:border-accent"
    >
      {showsButtons ? (
        <header className="flex h-10 shrink-0 items-center gap-2 border-b pr-2 pl-4">
          <h2 className="mr-auto truncate font-medium text-ink-muted">Your SQL</h2>
          <DraftWarning isKept={isKept} />
          <RunButtons {...runButtons} />
        </header>
      ) : (
        <DraftWarning isKept={isKept} />
      )}
      <div className="min-h-0 flex-1">
        <LazySqlEditor
          handle={handle}
          initialSql={initialSql}
          error={error}
          onRun={runButtons.onRun}
          onChange={onChange}
          onSelectionChange={onSelectionChange}
        />
      </div>
    </section>
  );
}

function DraftWarning({ isKept }: { isKept: boolean }) {
  if (isKept) return null;
  return <p className="truncate text-warn">This browser keeps nothing: a reload loses what you typed.</p>;
}
