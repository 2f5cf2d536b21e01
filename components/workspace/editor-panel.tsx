import { AlignLeft } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { LazySqlEditor } from "@/components/sql-editor/lazy-sql-editor";
import type { EditorDocument, EditorError, EditorLook, SqlEditorHandle } from "@/components/sql-editor/sql-editor";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { useConsoleLabel } from "@/components/workspace/console-context";
import { EditorTabs, type EditorTabsProps } from "@/components/workspace/editor-tabs";
import { RunButtons, type RunButtonsProps } from "@/components/workspace/run-buttons";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

interface EditorPanelProps {
  handle: Ref<SqlEditorHandle>;
  document: EditorDocument;
  tabs: EditorTabsProps;
  schema: DatabaseSchema | null;
  error: EditorError | null;
  runButtons: RunButtonsProps;
  /** On a phone the buttons stand at the thumb instead. */
  showsButtons: boolean;
  onFormat: () => void;
  onExplain: () => void;
  onCheck: () => void;
  onChange: (sql: string) => void;
  onLookChange: (look: EditorLook) => void;
}

export function EditorPanel(props: EditorPanelProps) {
  const {
    handle,
    document,
    tabs,
    schema,
    error,
    runButtons,
    showsButtons,
    onFormat,
    onExplain,
    onCheck,
    onChange,
    onLookChange,
  } = props;
  const label = useConsoleLabel();
  return (
    <section
      aria-label={label("Your SQL")}
      className="group/editor @container flex h-full min-h-0 flex-col bg-surface has-[.cm-focused]:[&>header]:border-accent"
    >
      <header
        className={classNames(
          "flex min-h-10 shrink-0 items-center gap-2 border-b pr-2 pl-1",
          // With large letters the tabs have a line to themselves.
          showsButtons &&
            "@max-[26rem]:flex-wrap @max-[26rem]:justify-end @max-[26rem]:pb-1 @max-[26rem]:*:first:basis-full",
        )}
      >
        <EditorTabs {...tabs} />
        <DraftWarning isKept={tabs.view.isKept} isSaved={tabs.view.isSaved} />
        <IconButton label="Format" icon={<AlignLeft aria-hidden />} size="sm" onClick={onFormat} />
        <Button size="sm" variant="quiet" disabled={!runButtons.canRun} onClick={onExplain}>
          Explain
        </Button>
        {showsButtons ? <RunButtons {...runButtons} /> : null}
      </header>
      <div className="min-h-0 flex-1">
        <LazySqlEditor
          handle={handle}
          label={label("SQL editor")}
          document={document}
          schema={schema}
          error={error}
          onRun={runButtons.onRun}
          onRunStatement={runButtons.onRunStatement}
          onFormat={onFormat}
          onCheck={onCheck}
          onChange={onChange}
          onLookChange={onLookChange}
        />
      </div>
    </section>
  );
}

function DraftWarning({ isKept, isSaved }: { isKept: boolean; isSaved: boolean }): ReactNode {
  if (isKept && isSaved) return null;
  const words = isKept ? "kept in this browser only" : isSaved ? "kept by Carrel only" : "not kept: a reload loses it";
  return (
    <p role="status" className="truncate text-warn text-xs">
      {words}
    </p>
  );
}
