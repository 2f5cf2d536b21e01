"use client";

import Link from "next/link";
import { useState } from "react";
import { queueWords } from "@/components/shell/queue-words";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { asSessionApiError, failureWords } from "@/components/workspace/session-api-error";
import type { SessionView } from "@/components/workspace/session-view";

interface QueuePanelProps {
  view: SessionView;
  /** A run was asked for, and waits with the student. */
  hasRunWaiting: boolean;
  onLeave: () => Promise<void>;
}

/** Every place is taken: where one stands, what that means, and the way out. */
export function QueuePanel({ view, hasRunWaiting, onLeave }: QueuePanelProps) {
  const place = queueWords(view.session?.queuePosition ?? null);
  return (
    <div className="max-w-prose shrink-0 border-warn border-l-2 p-4">
      <p className="font-semibold text-lg tracking-tight tabular-nums">You are {place}.</p>
      <p className="mt-1 text-ink-muted">
        Every desk is taken. Yours opens by itself; keep this page open, in this tab or behind another.
        {view.hasRun === true ? " Your database sleeps meanwhile, with everything in it." : ""}
      </p>
      <p className="mt-2 text-ink-muted">
        {hasRunWaiting
          ? "Your SQL waits with you: it runs as soon as your desk is free."
          : "Read the task and write your SQL meanwhile. Run waits for your desk."}
      </p>
      <div className="mt-4">{view.hasRun === false ? <LeaveButton onLeave={onLeave} /> : <LeaveLink />}</div>
    </div>
  );
}

function LeaveButton({ onLeave }: Pick<QueuePanelProps, "onLeave">) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState("");
  const leave = async () => {
    setPending(true);
    try {
      await onLeave();
    } catch (thrown) {
      setProblem(failureWords(asSessionApiError(thrown)));
    }
    setPending(false);
  };
  return (
    <>
      <Button pending={isPending} onClick={() => void leave()}>
        Leave the queue
      </Button>
      <p role="alert" className="text-ink-muted not-empty:mt-2">
        {problem}
      </p>
    </>
  );
}

/** Ending a session that has run would delete what is in it. Without its page it just sleeps on. */
function LeaveLink() {
  return (
    <Link href="/exercises" className={buttonClass()}>
      Leave the queue
    </Link>
  );
}
