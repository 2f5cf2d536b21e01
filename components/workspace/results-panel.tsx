import { type ReactNode, Suspense } from "react";
import type { AskedPlan } from "@/components/plan/plan-panel";
import type { EditorError } from "@/components/sql-editor/sql-editor";
import { useConsoleLabel, useConsoleName } from "@/components/workspace/console-context";
import type { EarlierRun } from "@/components/workspace/earlier-runs";
import {
  LazyChartPanel,
  LazyDiskNotice,
  LazyEarlierRunNotice,
  LazyEarlierSessionNotice,
  LazyHistoryPanel,
  LazyPlanPanel,
  LazyQueuePanel,
  LazyResponseView,
  LazySessionNotice,
  LazyStartSteps,
} from "@/components/workspace/lazy-parts";
import { ResultTabs, type ResultView } from "@/components/workspace/result-tabs";
import { failureWords, type SessionApiError } from "@/components/workspace/session-api-error";
import { isLive, type SessionView } from "@/components/workspace/session-view";
import type { RunOutcome } from "@/components/workspace/use-query-run";
import type { EarlierSession } from "@/lib/schemas/statement-history";

interface ResultsPanelProps {
  view: SessionView;
  shown: ResultView;
  onShow: (view: ResultView) => void;
  /** Null where there is nothing to say here of an earlier database. */
  earlier: EarlierSession | null;
  outcome: RunOutcome | null;
  isRunning: boolean;
  /** A run that this page did not begin; null where there is none. */
  earlierRun: EarlierRun | null;
  /** The verdict on the last answer; null where answers are not checked. */
  answer: ReactNode;
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
  /** What is to be explained; null before anything was. */
  asked: AskedPlan | null;
  onPlanError: (error: EditorError | null) => void;
  learnFrom: (error: unknown) => SessionApiError;
  onStart: () => void;
  onLeaveQueue: () => Promise<void>;
  onCopy: (sql: string) => void;
}

/** What came of the last run or answer, or everything that was run; above a run's result, whatever stands between the student and their SQL. */
export function ResultsPanel(props: ResultsPanelProps) {
  const { view, shown, onShow, outcome, earlierRun, answer, asked, onCopy } = props;
  const sessionId = view.session?.id ?? null;
  const label = useConsoleLabel();
  const id = `${useConsoleName()}-result`;
  return (
    <section aria-label={label("Result")} className="flex h-full min-h-0 flex-col bg-surface">
      <ResultTabs id={id} hasAnswers={answer !== null} view={shown} onChange={onShow} />
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-${shown}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className={shown === "history" || shown === "plan" || shown === "answer" ? listClass : panelClass}
      >
        {/* It stays while something else is looked at: to explain again is to run again. */}
        {shown === "plan" || asked !== null ? (
          <div hidden={shown !== "plan"}>
            <Suspense>
              <LazyPlanPanel {...props} sessionId={sessionId} onError={props.onPlanError} />
            </Suspense>
          </div>
        ) : null}
        {shown === "chart" ? (
          <Suspense>
            <LazyChartPanel response={outcome?.kind === "answered" ? outcome.response : null} />
          </Suspense>
        ) : null}
        {shown === "results" ? <LastRun {...props} /> : null}
        {shown === "answer" ? answer : null}
        {shown === "history" && sessionId !== null ? (
          <Suspense>
            <LazyHistoryPanel sessionId={sessionId} version={earlierRun?.isOver ?? outcome} onCopy={onCopy} />
          </Suspense>
        ) : null}
      </div>
    </section>
  );
}

function LastRun(props: ResultsPanelProps) {
  const { view, outcome, earlierRun, errorPlace, onGoToError, onShow } = props;
  // What is said of the database is said once, at the first console.
  const isFirst = useConsoleName() === "main";
  return (
    <>
      {earlierRun === null ? null : (
        <Suspense>
          <LazyEarlierRunNotice run={earlierRun} onHistory={() => onShow("history")} />
        </Suspense>
      )}
      {isFirst ? <DatabaseNews {...props} /> : null}
      {!isFirst && outcome === null && earlierRun === null ? <SecondConsole /> : null}
      {outcome?.kind === "answered" ? (
        <Suspense>
          <LazyResponseView
            key={outcome.number}
            response={outcome.response}
            sessionId={view.session?.id ?? null}
            errorPlace={errorPlace}
            onGoToError={onGoToError}
          />
        </Suspense>
      ) : null}
      {outcome?.kind === "refused" && view.online ? (
        <div className="border-danger border-l-2 p-4">
          <p className="font-medium">Your SQL did not run.</p>
          <p className="mt-0.5 text-ink-muted">{failureWords(outcome.error)}</p>
        </div>
      ) : null}
    </>
  );
}

function DatabaseNews(props: ResultsPanelProps) {
  const { view, earlier, outcome, isRunning, earlierRun, onStart, onLeaveQueue, onCopy } = props;
  const state = view.session?.state;
  return (
    <>
      {earlier === null ? null : (
        <Suspense>
          <LazyEarlierSessionNotice earlier={earlier} onCopy={onCopy} />
        </Suspense>
      )}
      {view.diskSleepAt === null || !isLive(view.session) ? null : (
        <Suspense>
          <LazyDiskNotice key={view.diskSleepAt} sessionId={view.session.id} sleptAt={view.diskSleepAt} />
        </Suspense>
      )}
      <Suspense>
        <LazySessionNotice view={view} onStart={onStart} onCopy={onCopy} />
      </Suspense>
      {view.online && state === "queued" ? (
        <Suspense>
          <LazyQueuePanel view={view} hasRunWaiting={isRunning} onLeave={onLeaveQueue} />
        </Suspense>
      ) : null}
      {isStarting(view) ? (
        <Suspense>
          <LazyStartSteps view={view} />
        </Suspense>
      ) : null}
      {outcome === null && earlierRun === null && !isRunning && state === "ready" ? <NothingRunYet /> : null}
      {outcome === null && state === "hibernated" && view.online ? <Asleep /> : null}
    </>
  );
}

const listClass = "min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2";

/** A notice with a long list scrolls here; a result below it keeps room to be read. */
const panelClass =
  "flex min-h-0 flex-1 flex-col overflow-y-auto focus-visible:-outline-offset-2 [&>:last-child]:min-h-24";

function isStarting({ session, failure, online }: SessionView): boolean {
  return online && failure === null && (session === null || session.state === "starting");
}

function NothingRunYet() {
  return (
    <div className="max-w-prose p-4 text-ink-muted">
      <p>Run your SQL, and its result stands here.</p>
      <p className="mt-1">
        This database is yours alone: change it, drop it, break it. “Reset data” brings everything back.
      </p>
    </div>
  );
}

function SecondConsole() {
  return (
    <div className="max-w-prose p-4 text-ink-muted">
      <p>A second connection to the same database.</p>
      <p className="mt-1">Begin a transaction in each, and see what one sees of the other, and who waits for whom.</p>
    </div>
  );
}

function Asleep() {
  return (
    <div className="max-w-prose p-4 text-ink-muted">
      <p>Your database is asleep, with everything in it.</p>
      <p className="mt-1">Run your SQL, and it wakes.</p>
    </div>
  );
}
