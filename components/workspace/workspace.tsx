"use client";

import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type AnswerState, noAnswer } from "@/components/answer/answer-state";
import type { CheckHandle } from "@/components/answer/check-button";
import type { NextExercise } from "@/components/answer/verdict-view";
import { SchemaPanel } from "@/components/schema-panel/schema-panel";
import { AppHeader } from "@/components/shell/app-header";
import { Breadcrumb } from "@/components/shell/breadcrumb";
import { Button } from "@/components/ui/button";
import { consoleParts } from "@/components/workspace/console-parts";
import { announceWaits } from "@/components/workspace/console-words";
import type { EditorTabsHandle } from "@/components/workspace/editor-tabs";
import {
  LazyAbsenceTitle,
  LazyAnswerPanel,
  LazyCheckButton,
  LazyDiagramDialog,
  LazyEarlierSessionNotice,
  LazyHelpBar,
  LazyNarrowLayout,
  LazyWideLayout,
  preloadParts,
} from "@/components/workspace/lazy-parts";
import type { WorkspaceTab } from "@/components/workspace/narrow-layout";
import { defaultRowLimit, RowLimit } from "@/components/workspace/row-limit";
import { RunButtons } from "@/components/workspace/run-buttons";
import { announceOutcome } from "@/components/workspace/run-outcome";
import { SessionBar } from "@/components/workspace/session-bar";
import { SessionStatusLine } from "@/components/workspace/session-status-line";
import { isOver, type SessionView } from "@/components/workspace/session-view";
import { startLabel } from "@/components/workspace/session-words";
import { useIsNarrow } from "@/components/workspace/use-browser-facts";
import { useConsoles } from "@/components/workspace/use-consoles";
import { useDatabaseSchema } from "@/components/workspace/use-database-schema";
import { useDeskCommands } from "@/components/workspace/use-desk-commands";
import { useDrafts } from "@/components/workspace/use-drafts";
import { useExerciseSession } from "@/components/workspace/use-exercise-session";
import { WorkspaceFrame } from "@/components/workspace/workspace-frame";
import type { Exercise } from "@/lib/schemas/exercise";
import type { Session } from "@/lib/schemas/session";
import type { EarlierSession } from "@/lib/schemas/statement-history";
import type { Viewer } from "@/lib/schemas/user";

interface WorkspaceProps {
  viewer: Viewer;
  exercise: Pick<Exercise, "id" | "title" | "topic" | "kind" | "starterSql">;
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
  const life = useExerciseSession({ exerciseId: exercise.id, liveSession });
  const { view, start, reset, end, leaveQueue, learnFrom } = life;
  const drafts = useDrafts({ userId: viewer.id, exerciseId: exercise.id, starterSql: exercise.starterSql });
  const [maxRows, setMaxRows] = useState(defaultRowLimit);
  const [tab, setTab] = useState<WorkspaceTab>("task");
  const [answer, setAnswer] = useState<AnswerState>(noAnswer);
  const checkRef = useRef<CheckHandle>(null);
  const tabsRefs = { main: useRef<EditorTabsHandle>(null), second: useRef<EditorTabsHandle>(null) };
  const isNarrow = useIsNarrow();
  const { load: schemaLoad, learn: learnSchema } = useDatabaseSchema(view.session);
  const consoles = useConsoles({
    userId: viewer.id,
    exerciseId: exercise.id,
    isAboutTransactions: exercise.kind === "transactions",
    ...{ view, drafts, maxRows, learnFrom, answerMark: answer.mark, onAnswer: learnSchema },
    onShow: useCallback(() => setTab("results"), []),
    // At once: an editor out of sight takes neither the focus nor the cursor.
    onEditor: useCallback(() => flushSync(() => setTab("editor")), []),
    onEarlierOver: schemaLoad.reload,
  });
  const { main, second, activeDesk } = consoles;
  /** What stood in the editor when the diagram was opened; null before it was. */
  const [diagramSql, setDiagramSql] = useState<string | null>(null);
  const [isDiagramOpen, setDiagramOpen] = useState(false);
  const sessionId = view.session?.id ?? null;
  const canRun = !isOver(view);
  // Where the session is over there is something newer to tell.
  const earlier = canRun ? earlierSession : null;
  const { schema } = schemaLoad;

  useEffect(preloadParts, []);

  const onCheck = () => checkRef.current?.check();
  const onDiagram = () => {
    setDiagramSql(activeDesk.text());
    setDiagramOpen(true);
  };
  const onReset = () => {
    main.forget();
    second.forget();
    return reset();
  };
  const onLeaveQueue = () => {
    main.stop();
    second.stop();
    return leaveQueue();
  };
  useDeskCommands({
    desk: activeDesk,
    isSecondOpen: consoles.isSecondOpen,
    onSecondConsole: consoles.toggle,
    onNewTab: activeDesk.onNewTab,
    onRenameTab: () => tabsRefs[activeDesk.name].current?.rename(),
    onDiagram: schema === null || schema.tables.length === 0 ? null : onDiagram,
    onReload: schemaLoad.reload,
    onCheck,
  });

  const { errorPlace, onGoToError, onCopy } = main;
  const checkButton = (
    <Suspense fallback={<span className={isNarrow === true ? "h-11 w-23" : "h-7 w-52"} />}>
      <LazyCheckButton
        handle={checkRef}
        size={isNarrow === true ? "lg" : "sm"}
        sessionId={canRun ? sessionId : null}
        answer={answer}
        readSql={main.text}
        learnFrom={learnFrom}
        onBegin={() => {
          consoles.setActive("main");
          main.show("answer");
        }}
        onChange={setAnswer}
      />
    </Suspense>
  );
  const verdict = (
    <Suspense>
      <LazyAnswerPanel {...{ sessionId, answer, next, errorPlace, onGoToError, onCopy }} />
    </Suspense>
  );
  const parts = {
    ...{ active: consoles.active, onActivate: consoles.setActive },
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
        state={view.session?.state ?? (canRun ? null : "failed")}
        isInTransaction={consoles.open.some(({ standing }) => standing === "open" || standing === "failed")}
        onDiagram={onDiagram}
        onInsert={activeDesk.onInsert}
        onPeek={activeDesk.runAside}
      />
    ),
    consoles: consoles.open.map((desk) =>
      consoleParts({
        ...{ desk, view, drafts, schema, learnFrom, onCheck, onLeaveQueue },
        seen: consoles.seen,
        hasSibling: consoles.isSecondOpen,
        tabsHandle: tabsRefs[desk.name],
        showsButtons: isNarrow === false,
        // On a phone the results are out of sight at first, so it stands above the tabs.
        earlier: isNarrow === true ? null : earlier,
        answer: desk.name === "main" ? verdict : null,
        onStart: () => void start(),
        onClose: desk.name === "main" ? null : consoles.toggle,
      }),
    ),
    bar: (
      <SessionBar
        view={view}
        reset={onReset}
        end={end}
        hasSecondConsole={consoles.isSecondOpen}
        onSecondConsole={consoles.toggle}
      >
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
          <Suspense fallback={<WorkspaceFrame task={task} />}>
            <LazyNarrowLayout
              {...parts}
              tab={tab}
              onTabChange={setTab}
              action={
                canRun ? (
                  <>
                    <RunButtons {...activeDesk.runButtons} size="lg" />
                    {checkButton}
                  </>
                ) : (
                  <StartButton view={view} onStart={start} />
                )
              }
            />
          </Suspense>
        ) : null}
      </main>
      {schema === null || diagramSql === null ? null : (
        <Suspense>
          <LazyDiagramDialog schema={schema} sql={diagramSql} open={isDiagramOpen} onOpenChange={setDiagramOpen} />
        </Suspense>
      )}
      <Suspense>
        <LazyAbsenceTitle view={view} look={life.look} />
      </Suspense>
      {consoles.open.map(({ name, isRunning, outcome }) => (
        <p key={name} role="status" className="sr-only">
          {isRunning || outcome === null ? "" : announceOutcome(outcome)}
        </p>
      ))}
      <p role="status" className="sr-only">
        {announceWaits(consoles.seen.consoles ?? [])}
      </p>
    </div>
  );
}

function StartButton({ view, onStart }: { view: SessionView; onStart: () => Promise<void> }) {
  return (
    <>
      {/* The result, which says more, may be out of sight. */}
      {view.failure === null ? null : <p className="basis-full px-1">{view.failure.message}</p>}
      <Button variant="primary" size="lg" className="flex-1" onClick={() => void onStart()}>
        {startLabel(view)}
      </Button>
    </>
  );
}

function crumbsOf({ title, topic }: WorkspaceProps["exercise"]) {
  const exercises = { label: "Exercises", href: "/exercises" };
  return topic === null ? [exercises, { label: title }] : [exercises, { label: topic }, { label: title }];
}
