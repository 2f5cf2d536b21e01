"use client";

import { Check, X } from "lucide-react";
import { useState } from "react";
import { MessageText } from "@/components/answer/message-text";
import { outcomeWords, tryTime } from "@/components/answer/try-words";
import type { useTries } from "@/components/answer/use-tries";
import { Button } from "@/components/ui/button";
import { LoadFailure } from "@/components/workspace/load-failure";
import type { Submission } from "@/lib/schemas/submission";

interface EarlierTriesProps extends ReturnType<typeof useTries> {
  /** Puts SQL into the editor, after what stands there. */
  onCopy: (sql: string) => void;
}

const shownAtFirst = 5;
/** Carrel lists no more; what came before them is not counted. */
const mostListed = 100;

/** What was handed in for this exercise, the newest first, each with its verdict in one line. */
export function EarlierTries({ tries, error, load, onCopy }: EarlierTriesProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (error !== null) {
    return <LoadFailure what="Your earlier tries could not be loaded." error={error} load={load} className="mt-6" />;
  }
  if (tries === null || tries.length === 0) return null;
  const shown = showsAll ? tries : tries.slice(0, shownAtFirst);
  return (
    <section aria-label="Your tries" className="mt-6 max-w-3xl">
      <h2 className="font-medium text-ink-muted text-xs">Your tries</h2>
      <ol className="mt-1 divide-y rounded border">
        {shown.map((submission, index) => (
          <TryRow
            key={submission.id}
            submission={submission}
            number={tries.length < mostListed ? tries.length - index : null}
            onCopy={() => onCopy(submission.sql)}
          />
        ))}
      </ol>
      {shown.length < tries.length ? (
        <Button size="sm" variant="quiet" className="mt-1" onClick={() => setShowsAll(true)}>
          All {tries.length} tries
        </Button>
      ) : null}
    </section>
  );
}

interface TryRowProps {
  submission: Submission;
  number: number | null;
  onCopy: () => void;
}

function TryRow({ submission, number, onCopy }: TryRowProps) {
  const isRight = submission.verdict === "correct";
  const Mark = isRight ? Check : X;
  const name = number === null ? null : `Try ${number}`;
  return (
    <li className="flex items-center gap-2 py-1 pr-1 pl-3">
      <Mark aria-hidden className={`size-3.5 shrink-0 ${isRight ? "text-accent" : "text-danger"}`} />
      <p className="line-clamp-2 min-w-0 flex-1 wrap-anywhere">
        <span className="text-ink-muted tabular-nums">
          {name === null ? null : `${name}, `}
          {tryTime(submission.createdAt, new Date())},
        </span>{" "}
        <MessageText text={outcomeWords(submission)} />
      </p>
      <Button
        size="sm"
        variant="quiet"
        aria-label={name === null ? undefined : `Copy ${name} to the editor`}
        onClick={onCopy}
      >
        Copy to editor
      </Button>
    </li>
  );
}
