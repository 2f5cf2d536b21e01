import { Play, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/workspace/use-browser-facts";
import { useElapsed } from "@/components/workspace/use-elapsed";

export interface RunButtonsProps {
  canRun: boolean;
  isRunning: boolean;
  isStopping: boolean;
  /** How long it ran before this page knew of it. */
  beforeMs: number;
  /** Why the run that was asked for is not running yet; null where it runs. */
  waitWords: string | null;
  /** The statement that runs waits for somebody; null where it does not. */
  blockedWords: string | null;
  hasSelection: boolean;
  /** There are several statements, and one of them can be run. */
  hasSeveral: boolean;
  onRun: () => void;
  onRunStatement: () => void;
  onStop: () => void;
}

/** A run that is over before anyone could press Stop does not show it. */
const showStopAfterMs = 300;

export function RunButtons({ size = "sm", ...props }: RunButtonsProps & { size?: "sm" | "lg" }) {
  const {
    canRun,
    isRunning,
    isStopping,
    beforeMs,
    waitWords,
    blockedWords,
    hasSelection,
    hasSeveral,
    onRun,
    onRunStatement,
    onStop,
  } = props;
  const elapsedMs = useElapsed(isRunning);
  const runningMs = useElapsed(isRunning && waitWords === null);
  const modKey = useModKey();
  const isSlow = elapsedMs + beforeMs >= showStopAfterMs;
  const grow = size === "lg" ? "flex-1" : undefined;
  return (
    <>
      {isSlow ? (
        // On a phone it has a line to itself, and the buttons one.
        <span className={classNames("min-w-0 shrink truncate text-ink-muted tabular-nums", grow && "basis-full px-1")}>
          {waitWords ?? `${blockedWords ?? "running"} ${((runningMs + beforeMs) / 1_000).toFixed(1)} s`}
        </span>
      ) : null}
      {isSlow ? (
        <Button size={size} pending={isStopping} onClick={onStop} className={grow}>
          {isStopping ? null : <Square aria-hidden className="size-3 fill-current" />}
          Stop
        </Button>
      ) : null}
      {hasSeveral && !hasSelection && !isSlow ? (
        <Button
          size={size}
          disabled={!canRun}
          onClick={onRunStatement}
          aria-keyshortcuts="Alt+Enter"
          title="Alt + Enter: the statement at the cursor"
        >
          Run statement
        </Button>
      ) : null}
      <Button
        variant="primary"
        size={size}
        disabled={!canRun}
        pending={isSlow}
        onClick={onRun}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        className={grow}
      >
        {isSlow ? null : <Play aria-hidden className="size-3.5 fill-current" />}
        {hasSelection ? "Run selection" : hasSeveral ? "Run all" : "Run"}
        {size === "sm" ? <Kbd className="ml-0.5">{modKey} ↵</Kbd> : null}
      </Button>
    </>
  );
}
