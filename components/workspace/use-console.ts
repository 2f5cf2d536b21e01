"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import type { AskedPlan } from "@/components/plan/plan-panel";
import { findErrorPlace } from "@/components/sql-editor/error-place";
import { asideSql, type SentSql } from "@/components/sql-editor/sent-sql";
import type { EditorError, EditorLook, SqlEditorHandle } from "@/components/sql-editor/sql-editor";
import type { DraftKeeper } from "@/components/workspace/draft-keeper";
import type { ResultView } from "@/components/workspace/result-tabs";
import { editorErrorOf } from "@/components/workspace/run-outcome";
import type { SessionApiError } from "@/components/workspace/session-api-error";
import { isOver, type SessionView } from "@/components/workspace/session-view";
import { runWaitWords } from "@/components/workspace/session-words";
import { useDraftView } from "@/components/workspace/use-drafts";
import { useQueryRun } from "@/components/workspace/use-query-run";
import { useTransaction } from "@/components/workspace/use-transaction";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";

interface ConsoleOptions {
  name: ConsoleName;
  view: SessionView;
  drafts: DraftKeeper;
  maxRows: number;
  /** PostgreSQL's error in the last answer, which the editor marks while the verdict is shown. */
  answerMark: EditorError | null;
  learnFrom: (error: unknown) => SessionApiError;
  /** Told of each answer of PostgreSQL's once. Stays the same function. */
  onAnswer: (response: QueryResponse) => void;
  /** Something stands below the editor that was asked for. */
  onShow: () => void;
  onEditor: () => void;
}

export type ConsoleDesk = ReturnType<typeof useConsole>;

/** One console: what stands in its editor, what runs, what came of it, and how its transaction stands. */
export function useConsole(options: ConsoleOptions) {
  const { name, view, drafts, maxRows, answerMark, learnFrom, onAnswer, onShow, onEditor } = options;
  const [look, setLook] = useState<EditorLook>({ hasSelection: false, hasSeveral: false });
  const [shown, setShown] = useState<ResultView>("results");
  const [asked, setAsked] = useState<AskedPlan | null>(null);
  const [planError, setPlanError] = useState<EditorError | null>(null);
  const editorRef = useRef<SqlEditorHandle>(null);
  const draftView = useDraftView(drafts, name);
  const { standing, learn, forget, see } = useTransaction({ session: view.session, console: name });
  const learnAll = useCallback(
    (response: QueryResponse) => {
      learn(response);
      onAnswer(response);
    },
    [learn, onAnswer],
  );
  const { isRunning, isStopping, outcome, run, stop } = useQueryRun({
    console: name,
    sessionId: view.session?.id ?? null,
    isQueued: view.session?.state === "queued",
    maxRows,
    learnFrom,
    onAnswer: learnAll,
  });
  const runError = useMemo(() => editorErrorOf(outcome), [outcome]);
  // The editor marks the error that is told below it.
  const error = shown === "plan" ? planError : shown === "answer" ? answerMark : runError;
  const canRun = !isOver(view);

  const show = (next: ResultView) => {
    setShown(next);
    onShow();
  };
  const runSql = (sent: SentSql | null | undefined) => {
    if (!canRun || !sent) return;
    run(sent);
    show("results");
  };
  const onExplain = () => {
    const sent = editorRef.current?.sqlToExplain();
    if (!canRun || sent === undefined) return;
    setAsked((current) => ({ number: (current?.number ?? 0) + 1, sent }));
    show("plan");
  };
  const onFormat = async () => {
    const load = () => import("@/components/sql-editor/format-sql").then((file) => file.formatSql);
    // A formatter that did not come rewrites nothing, as one that could not read the SQL.
    const formatSql = await load().catch(() => null);
    const isDone = formatSql !== null && (await editorRef.current?.rewrite(async (sql) => formatSql(sql)));
    if (isDone === false) toast("This SQL could not be formatted. It stays as it is.");
  };
  const onLookChange = (next: EditorLook) =>
    setLook((current) =>
      current.hasSelection === next.hasSelection && current.hasSeveral === next.hasSeveral ? current : next,
    );

  return {
    ...{ name, editorRef, draftView, standing, forget, see, isRunning, outcome, stop, canRun, shown, setShown, show },
    ...{ asked, setPlanError, error, onExplain, onLookChange },
    errorPlace: error === null ? null : findErrorPlace(error.sent, error.position),
    runErrorPlace: runError === null ? null : findErrorPlace(runError.sent, runError.position),
    onFormat: () => void onFormat(),
    /** SQL that is not the editor's own. */
    runAside: (sql: string) => runSql(asideSql(sql)),
    onGoToError: () => {
      onEditor();
      editorRef.current?.goToError();
    },
    onCopy: (sql: string) => {
      onEditor();
      editorRef.current?.append(sql);
    },
    onInsert: (text: string) => {
      onEditor();
      editorRef.current?.insert(text);
    },
    onNewTab: () => {
      onEditor();
      drafts.open(name);
      editorRef.current?.focus();
    },
    /** All that stands in the open tab, also while another layout or console is shown. */
    text: () => editorRef.current?.text() ?? drafts.activeTab(name).sql,
    runButtons: {
      ...{ canRun, isRunning, isStopping, ...look, onStop: stop },
      waitWords: runWaitWords(view),
      onRun: () => runSql(editorRef.current?.sqlToSend()),
      onRunStatement: () => runSql(editorRef.current?.statementToSend()),
    },
  };
}
