import { ArrowRight, Check as CheckMark, X } from "lucide-react";
import Link from "next/link";
import { CheckList } from "@/components/answer/check-list";
import { MessageText } from "@/components/answer/message-text";
import { RowDiff } from "@/components/answer/row-diff";
import { firstRowWords, tellVerdict } from "@/components/answer/verdict-story";
import { ErrorResultView } from "@/components/results-grid/error-result-view";
import { buttonClass } from "@/components/ui/button-class";
import type { ErrorResult } from "@/lib/schemas/query";
import type { Check, SqlError, Submission } from "@/lib/schemas/submission";

export interface NextExercise {
  slug: string;
  title: string;
}

interface VerdictViewProps {
  submission: Submission;
  /** Null behind the last one. */
  next: NextExercise | null;
  errorPlace: { line: number; column: number } | null;
  onGoToError: () => void;
}

/** First the sentence, then the evidence; one thing at a time: what blocks, then what to notice. A right answer is quiet. */
export function VerdictView({ submission, next, errorPlace, onGoToError }: VerdictViewProps) {
  const { sentence, blocking, visible, hidden, method, remarks } = tellVerdict(submission);
  // Of several things that are wrong each is told in a line of its own.
  const [headline = "", ...others] = sentence.split("\n");
  const isRight = blocking === null;
  const Mark = isRight ? CheckMark : X;
  const first = isRight ? null : firstRowWords(blocking);
  return (
    <section aria-label="Verdict">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <Mark aria-hidden className={`mt-0.5 size-5 shrink-0 ${isRight ? "text-accent" : "text-danger"}`} />
        <div className="min-w-0 max-w-prose flex-1">
          <p className="font-medium text-base wrap-anywhere">
            <MessageText text={headline} />
          </p>
          {others.map((other) => (
            <p key={other} className="mt-0.5 wrap-anywhere">
              <MessageText text={other} />
            </p>
          ))}
          {first === null ? null : <p className="mt-0.5 text-ink-muted wrap-anywhere">{first}</p>}
        </div>
        {isRight ? <Next next={next} /> : null}
      </div>
      {blocking === null ? null : <Evidence check={blocking} errorPlace={errorPlace} onGoToError={onGoToError} />}
      <CheckList title="What else was looked at" checks={visible} />
      <CheckList title="With other data, which you do not see" checks={hidden} />
      <CheckList title="How it is written" checks={method} />
      <CheckList title="To notice" checks={remarks} />
    </section>
  );
}

function Next({ next }: { next: NextExercise | null }) {
  const [href, label] = next === null ? ["/exercises", "All exercises"] : [`/exercises/${next.slug}`, "Next exercise"];
  return (
    <Link href={href} title={next?.title} className={buttonClass({ variant: "primary" })}>
      {label}
      <ArrowRight aria-hidden className="size-4" />
    </Link>
  );
}

interface EvidenceProps extends Pick<VerdictViewProps, "errorPlace" | "onGoToError"> {
  check: Check;
}

function Evidence({ check, errorPlace, onGoToError }: EvidenceProps) {
  return (
    <>
      {check.error === null ? null : (
        <div className="mt-3">
          <ErrorResultView result={toErrorResult(check.error)} place={errorPlace} onGoToError={onGoToError} />
        </div>
      )}
      {check.differences.map((difference) => (
        <RowDiff key={difference.table} difference={difference} rowNumber={check.firstDifferentRow} />
      ))}
    </>
  );
}

function toErrorResult(error: SqlError): ErrorResult {
  return { kind: "error", statement: "", reason: "sql", ...error, durationMs: 0, notices: [] };
}
