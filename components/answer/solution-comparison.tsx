"use client";

import { useComparison } from "@/components/answer/use-comparison";
import { PlanView } from "@/components/plan/plan-view";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { LoadFailure } from "@/components/workspace/load-failure";
import type { ComparedSql } from "@/lib/schemas/solution-comparison";

interface SolutionComparisonViewProps {
  sessionId: string;
  /** The newest answer's id. */
  version: string | null;
  onCopy: (sql: string) => void;
}

/** One's right answer and the reference side by side, each with how PostgreSQL runs it. */
export function SolutionComparisonView({ sessionId, version, onCopy }: SolutionComparisonViewProps) {
  const { comparison, error, load } = useComparison(sessionId, version);
  if (error !== null) {
    return <LoadFailure what="The solutions could not be compared." error={error} load={load} className="mt-3" />;
  }
  if (comparison === null) return <Loading />;
  const { own, reference } = comparison;
  return (
    <div className="@container mt-3">
      <div className="grid gap-4 @3xl:grid-cols-2">
        <Side title="Yours" side={own} onCopy={() => onCopy(own.sql)} />
        <Side title="The reference" side={reference} onCopy={() => onCopy(reference.sql)} />
      </div>
      {own.plan === null && reference.plan === null ? null : (
        <p className="mt-2 max-w-prose text-ink-muted text-xs">
          The plans are those of the last statements, on the same rows, in databases of their own. There are many right
          ways; a plan says what PostgreSQL makes of each.
        </p>
      )}
    </div>
  );
}

interface SideProps {
  title: string;
  side: ComparedSql;
  onCopy: () => void;
}

function Side({ title, side: { sql, plan }, onCopy }: SideProps) {
  return (
    <section aria-label={title} className="min-w-0 overflow-hidden rounded border">
      <div className="flex min-h-9 items-center justify-between gap-2 border-b py-1 pr-1 pl-3">
        <h3 className="font-medium text-xs">{title}</h3>
        <Button size="sm" variant="quiet" aria-label={`Copy to editor: ${title}`} onClick={onCopy}>
          Copy to editor
        </Button>
      </div>
      <pre className="whitespace-pre-wrap border-b bg-sunken p-3 font-mono text-[0.8125rem] leading-6 wrap-anywhere last:border-b-0">
        {sql.trim()}
      </pre>
      {plan === null ? null : <PlanView plan={plan} />}
    </section>
  );
}

function Loading() {
  return (
    <div aria-busy className="mt-3 grid gap-4 md:grid-cols-2">
      <Skeleton className="h-40" />
      <Skeleton className="h-40" />
    </div>
  );
}
