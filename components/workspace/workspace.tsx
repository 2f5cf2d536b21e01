"use client";

import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { type AnswerState, noAnswer } from "@/components/answer/answer-state";
import type { CheckHandle } from "@/components/answer/check-button";
import type { NextExercise } from "@/components/answer/verdict-view";
import type { AskedPlan } from "@/components/plan/plan-panel";
import { SchemaPanel } from "@/components/schema-panel/schema-panel";
import { AppHeader } from "@/components/shell/app-header";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { findErrorPlace } from "@/components/sql-editor/error-place";
import { asideSql } from "@/components/sql-editor/sent-sql";
import type { EditorError, EditorLook, SqlEditorHandle } from "@/components/sql-editor/sql-editor";
import { Button } from "@/components/ui/button";
import { EditorPanel } from "@/components/workspace/editor-panel";
import {
  LazyAnswerPanel,
  LazyCheckButton,
  LazyDiagramDialog,
  LazyEarlierSessionNotice,
  LazyHelpBar,
  LazyWideLayout,
  preloadParts,
} from "@/components/workspace/lazy-parts";
import { NarrowLayout, type WorkspaceTab } from "@/components/workspace/narrow-layout";
import type { ResultView } from "@/components/workspace/result-tabs";
import { ResultsPanel } from "@/components/workspace/results-panel";
import { defaultRowLimit, RowLimit } from "@/components/workspace/row-limit";
import { RunButtons } from "@/components/workspace/run-buttons";
import { announceOutcome, editorErrorOf } from "@/components/workspace/run-outcome";
import { SessionBar } from "@/components/workspace/session-bar";
import { SessionStatusLine } from "@/components/workspace/session-status-line";
import { isOver, type SessionView } from "@/components/workspace/session-view";
import { runWaitWords, startLabel } from "@/components/workspace/session-words";
import { TransactionBar } from "@/components/workspace/transaction-bar";
import { useAbsenceTitle } from "@/components/workspace/use-absence-title";
import { useIsNarrow } from "@/components/workspace/use-browser-facts";
import { useDatabaseSchema } from "@/components/workspace/use-database-schema";
import { useDrafts } from "@/components/workspace/use-drafts";
import { useExerciseSession } from "@/components/workspace/use-exercise-session";
import { useQueryRun } from "@/components/workspace/use-query-run";
import { useTransaction } from "@/components/workspace/use-transaction";
import { WorkspaceFrame } from "@/components/workspace/workspace-frame";
import type { Exercise } from "@/lib/schemas/exercise";
import type { QueryResponse } from "@/lib/schemas/query";
import type { Session } from "@/lib/schemas/session";
import type { EarlierSession } from "@/lib/schemas/statement-history";
import type { Viewer } from "@/lib/schemas/user";

interface WorkspaceProps {
  viewer: Viewer;
  exercise: Pick<Exercise, "id" | "title" | "topic" | "starterSql">;
  /** Null behind the course's last one. */
  next: NextExercise | null;
  liveSession: Session | null;
  /** The database that the student had here before, where they should hear what became of it. */
  earlierSession: EarlierSession | null;
  /** Made on the server, so that no Markdown parser goes to the browser. */
  task: ReactNode;
}

/** The student's desk: the task, the SQL, its result, and the life of the container behind them. */
export function Workspace({ viewer, exercise, next, liveSession, earlierSession, task }: WorkspaceProps) {
  const desk = useExerciseSession({ exerciseId: exercise.id, liveSession });
  const { view, start, reset, end, leaveQueue, learnFrom } = desk;
  const drafts = useDrafts({ userId: viewer.id, exerciseId: exercise.id, starterSql: exercise.starterSql });
  const [maxRows, setMaxRows] = useState(defaultRowLimit);
  const [look, setLook] = useState<EditorLook>({ hasSelection: false, hasSeveral: false });
  const [tab, setTab] = useState<WorkspaceTab>("task");
  const [shown, setShown] = useState<ResultView>("results");
  const [answer, setAnswer] = useState<AnswerState>(noAnswer);
  const checkRef = useRef<CheckHandle>(null);
  const sessionId = view.session?.id ?? null;
  const { standing, learn: learnTransaction, forget } = useTransaction({ session: view.session, console: "main" });
  const { load: schemaLoad, learn: learnSchema } = useDatabaseSchema(view.session);
  const onAnswer = useCallback(
    (response: QueryResponse) => {
      learnTransaction(response);
      learnSchema(response);
    },
    [learnTransaction, learnSchema],
  );
  const { isRunning, isStopping, outcome, run, stop } = useQueryRun({
    sessionId,
    isQueued: view.session?.state === "queued",
    maxRows,
    learnFrom,
    onAnswer,
  });
  const editorRef = useRef<SqlEditorHandle>(null);
  const isNarrow = useIsNarrow();
  const [asked, setAsked] = useState<AskedPlan | null>(null);
  const [planError, setPlanError] = useState<EditorError | null>(null);
  /** What stood in the editor when the diagram was opened; null before it was. */
  const [diagramSql, setDiagramSql] = useState<string | null>(null);
  const [isDiagramOpen, setDiagramOpen] = useState(false);
  const runError = useMemo(() => editorErrorOf(outcome), [outcome]);
  // The editor marks the error that is told below it.
  const error = shown === "plan" ? planError : shown === "answer" ? answer.mark : runError;
  const canRun = !isOver(view);
  // Where the session is over there is something newer to tell.
  const earlier = canRun ? earlierSession : null;

  useEffect(preloadParts, []);
  useAbsenceTitle({ view, look: desk.look });

  const show = (next: ResultView) => {
    setTab("results");
    setShown(next);
  };
  const showResults = () => show("results");
  const onRun = () => {
    if (!canRun || editorRef.current === null) return;
    run(editorRef.current.sqlToSend());
    showResults();
  };
  const onRunStatement = () => {
    const statement = editorRef.current?.statementToSend() ?? null;
    if (!canRun || statement === null) return;
    run(statement);
    showResults();
  };
  const onExplain = () => {
    const sent = editorRef.current?.sqlToExplain();
    if (!canRun || sent === undefined) return;
    setAsked((current) => ({ number: (current?.number ?? 0) + 1, sent }));
    show("plan");
  };
  const onDiagram = () => {
    setDiagramSql(editorRef.current?.text() ?? "");
    setDiagramOpen(true);
  };
  const onFormat = async () => {
    const { formatSql } = await import("@/components/sql-editor/format-sql");
    const isDone = await editorRef.current?.rewrite(async (sql) => formatSql(sql));
    if (isDone === false) toast("This SQL could not be formatted. It stays as it is.");
  };
  /** SQL that is not the editor's own. */
  const runAside = (sql: string) => {
    if (!canRun) return;
    run(asideSql(sql));
    showResults();
  };
  const onReset = () => {
    forget();
    return reset();
  };
  const onGoToError = () => {
    setTab("editor");
    editorRef.current?.goToError();
  };

  const onCopy = (sql: string) => editorRef.current?.append(sql);
  const onInsert = (name: string) => {
    setTab("editor");
    editorRef.current?.insert(name);
  };
  const onLeaveQueue = () => {
    stop();
    return leaveQueue();
  };

  const changeLook = (next: EditorLook) =>
    setLook((current) =>
      current.hasSelection === next.hasSelection && current.hasSeveral === next.hasSeveral ? current : next,
    );
  const activeTab = drafts.activeTab();

  const errorPlace = error === null ? null : findErrorPlace(error.sent, error.position);
  const waitWords = runWaitWords(view);
  const checkButton = (
    <Suspense>
      <LazyCheckButton
        handle={checkRef}
        size={isNarrow === true ? "lg" : "sm"}
        sessionId={canRun ? sessionId : null}
        answer={answer}
        readSql={() => editorRef.current?.text() ?? ""}
        learnFrom={learnFrom}
        onBegin={() => show("answer")}
        onChange={setAnswer}
      />
    </Suspense>
  );
  const runButtons = { canRun, isRunning, isStopping, waitWords, ...look, onRun, onRunStatement, onStop: stop };
  const parts = {
    task: (
      <div className="flex h-full flex-col">
        <div className="min-h-0 flex-1">{task}</div>
        {sessionId === null ? null : (
          <Suspense>
            <LazyHelpBar sessionId={sessionId} version={answer.submission?.id ?? null} />
          </Suspense>
        )}
      </div>
    ),
    tables: (
      <SchemaPanel
        load={schemaLoad}
        state={view.session?.state ?? null}
        isInTransaction={standing === "open" || standing === "failed"}
        onDiagram={onDiagram}
        onInsert={onInsert}
        onPeek={runAside}
      />
    ),
    editor: (
      <EditorPanel
        handle={editorRef}
        document={{ id: activeTab.id, sql: activeTab.sql, version: drafts.view.version }}
        tabs={{
          view: drafts.view,
          onChoose: drafts.choose,
          onOpen: drafts.open,
          onClose: drafts.close,
          onRestore: drafts.restore,
        }}
        schema={schemaLoad.schema}
        error={error}
        runButtons={runButtons}
        showsButtons={isNarrow === false}
        onFormat={() => void onFormat()}
        onExplain={onExplain}
        onCheck={() => checkRef.current?.check()}
        onChange={drafts.keep}
        onLookChange={changeLook}
      />
    ),
    results: (
      <ResultsPanel
        view={view}
        shown={shown}
        onShow={setShown}
        // On a phone the results are out of sight at first, so it stands above the tabs.
        earlier={isNarrow === true ? null : earlier}
        outcome={outcome}
        isRunning={isRunning}
        errorPlace={runError === null ? null : findErrorPlace(runError.sent, runError.position)}
        asked={asked}
        onPlanError={setPlanError}
        learnFrom={learnFrom}
        answer={
          <Suspense>
            <LazyAnswerPanel {...{ sessionId, answer, next, errorPlace, onGoToError, onCopy }} />
          </Suspense>
        }
        onGoToError={onGoToError}
        onStart={() => void start()}
        onLeaveQueue={onLeaveQueue}
        onCopy={onCopy}
      />
    ),
    transaction: (
      <TransactionBar standing={standing} isBusy={isRunning || !canRun} onRun={runAside} onForget={forget} />
    ),
    bar: (
      <SessionBar view={view} reset={onReset} end={end}>
        <RowLimit value={maxRows} onChange={setMaxRows} />
        {isNarrow === true ? null : checkButton}
      </SessionBar>
    ),
  };

  return (
    <div className="flex h-dvh flex-col">
      <AppHeader viewer={viewer} breadcrumb={<Breadcrumb crumbs={crumbsOf(exercise)} />}>
        <SessionStatusLine view={view} />
      </AppHeader>
      <main className="flex min-h-0 flex-1 flex-col">
        {/* On a phone the task may be out of sight; the page has its heading all the same. */}
        <h1 className="sr-only">{exercise.title}</h1>
        {isNarrow === null ? <WorkspaceFrame task={task} /> : null}
        {isNarrow === false ? (
          <Suspense fallback={<WorkspaceFrame task={task} />}>
            <LazyWideLayout {...parts} />
          </Suspense>
        ) : null}
        {isNarrow === true && earlier !== null ? (
          <Suspense>
            <LazyEarlierSessionNotice earlier={earlier} onCopy={onCopy} />
          </Suspense>
        ) : null}
        {isNarrow === true ? (
          <NarrowLayout
            {...parts}
            tab={tab}
            onTabChange={setTab}
            action={
              canRun ? (
                <>
                  <RunButtons {...runButtons} size="lg" />
                  {checkButton}
                </>
              ) : (
                <StartButton view={view} onStart={start} />
              )
            }
          />
        ) : null}
      </main>
      {schemaLoad.schema === null || diagramSql === null ? null : (
        <Suspense>
          <LazyDiagramDialog
            schema={schemaLoad.schema}
            sql={diagramSql}
            open={isDiagramOpen}
            onOpenChange={setDiagramOpen}
          />
        </Suspense>
      )}
      <p role="status" className="sr-only">
        {isRunning || outcome === null ? "" : announceOutcome(outcome)}
      </p>
    </div>
  );
}

function StartButton({ view, onStart }: { view: SessionView; onStart: () => Promise<void> }) {
  return (
    <Button variant="primary" size="lg" className="flex-1" onClick={() => void onStart()}>
      {startLabel(view)}
    </Button>
  );
}

function crumbsOf({ title, topic }: WorkspaceProps["exercise"]) {
  const exercises = { label: "Exercises", href: "/exercises" };
  return topic === null ? [exercises, { label: title }] : [exercises, { label: topic }, { label: title }];
}
