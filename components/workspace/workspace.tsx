"use client";

import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { announceResponse } from "@/components/results-grid/result-words";
import { AppHeader } from "@/components/shell/app-header";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { findErrorPlace } from "@/components/sql-editor/error-place";
import type { EditorError, SqlEditorHandle } from "@/components/sql-editor/sql-editor";
import { Button } from "@/components/ui/button";
import { EditorPanel } from "@/components/workspace/editor-panel";
import { LazyWideLayout, preloadParts } from "@/components/workspace/lazy-parts";
import { NarrowLayout, type WorkspaceTab } from "@/components/workspace/narrow-layout";
import { ResultsPanel } from "@/components/workspace/results-panel";
import { defaultRowLimit, RowLimit } from "@/components/workspace/row-limit";
import { RunButtons } from "@/components/workspace/run-buttons";
import { failureWords } from "@/components/workspace/session-api-error";
import { SessionBar } from "@/components/workspace/session-bar";
import { SessionStatusLine } from "@/components/workspace/session-status-line";
import type { SessionView } from "@/components/workspace/session-view";
import { useIsNarrow } from "@/components/workspace/use-browser-facts";
import { useDraft } from "@/components/workspace/use-draft";
import { useExerciseSession } from "@/components/workspace/use-exercise-session";
import { type RunOutcome, useQueryRun } from "@/components/workspace/use-query-run";
import { WorkspaceFrame } from "@/components/workspace/workspace-frame";
import type { Exercise } from "@/lib/schemas/exercise";
import type { Session } from "@/lib/schemas/session";
import type { Viewer } from "@/lib/schemas/user";

interface WorkspaceProps {
  viewer: Viewer;
  exercise: Pick<Exercise, "id" | "title" | "topic" | "starterSql">;
  liveSession: Session | null;
  /** Made on the server, so that no Markdown parser goes to the browser. */
  task: ReactNode;
}

/** The student's desk: the task, the SQL, its result, and the life of the container behind them. */
export function Workspace({ viewer, exercise, liveSession, task }: WorkspaceProps) {
  const { view, start, reset, end, learnFrom } = useExerciseSession({ exerciseId: exercise.id, liveSession });
  const draft = useDraft({ userId: viewer.id, exerciseId: exercise.id, starterSql: exercise.starterSql });
  const [maxRows, setMaxRows] = useState(defaultRowLimit);
  const [hasSelection, setHasSelection] = useState(false);
  const [tab, setTab] = useState<WorkspaceTab>("task");
  const sessionId = view.session?.id ?? null;
  const { isRunning, isStopping, outcome, run, stop } = useQueryRun({ sessionId, maxRows, learnFrom });
  const editorRef = useRef<SqlEditorHandle>(null);
  const isNarrow = useIsNarrow();
  const error = useMemo(() => editorErrorOf(outcome), [outcome]);
  const canRun = view.failure === null && view.session?.state !== "ended" && view.session?.state !== "failed";

  useEffect(preloadParts, []);

  const onRun = () => {
    if (!canRun || editorRef.current === null) return;
    run(editorRef.current.sqlToSend());
    setTab("results");
  };
  const onGoToError = () => {
    setTab("editor");
    editorRef.current?.goToError();
  };

  const runButtons = { canRun, isRunning, isStopping, hasSelection, onRun, onStop: stop };
  const parts = {
    task,
    editor: (
      <EditorPanel
        handle={editorRef}
        initialSql={draft.initialSql}
        isKept={draft.isKept}
        error={error}
        runButtons={runButtons}
        showsButtons={isNarrow === false}
        onChange={draft.keep}
        onSelectionChange={setHasSelection}
      />
    ),
    results: (
      <ResultsPanel
        view={view}
        outcome={outcome}
        errorPlace={error === null ? null : findErrorPlace(error.sent, error.position)}
        onGoToError={onGoToError}
        onStart={() => void start()}
      />
    ),
    bar: (
      <SessionBar view={view} reset={reset} end={end}>
        <RowLimit value={maxRows} onChange={setMaxRows} />
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
        {isNarrow === true ? (
          <NarrowLayout
            {...parts}
            tab={tab}
            onTabChange={setTab}
            action={canRun ? <RunButtons {...runButtons} size="lg" /> : <StartButton view={view} onStart={start} />}
          />
        ) : null}
      </main>
      <p role="status" className="sr-only">
        {isRunning || outcome === null ? "" : announce(outcome)}
      </p>
    </div>
  );
}

function StartButton({ view, onStart }: { view: SessionView; onStart: () => Promise<void> }) {
  return (
    <Button variant="primary" size="lg" className="flex-1" onClick={() => void onStart()}>
      {view.session?.state === "ended" ? "Start again" : "Try again"}
    </Button>
  );
}

function crumbsOf({ title, topic }: WorkspaceProps["exercise"]) {
  const exercises = { label: "Exercises", href: "/exercises" };
  return topic === null ? [exercises, { label: title }] : [exercises, { label: topic }, { label: title }];
}

function announce(outcome: RunOutcome): string {
  return outcome.kind === "answered" ? announceResponse(outcome.response) : failureWords(outcome.error);
}

/** The error of a run, where it can be marked. The first error ends a run, so it is the last result. */
function editorErrorOf(outcome: RunOutcome | null): EditorError | null {
  if (outcome?.kind !== "answered") return null;
  const last = outcome.response.results.at(-1);
  if (last?.kind !== "error" || last.position === undefined) return null;
  return { sent: outcome.sent, position: last.position };
}
