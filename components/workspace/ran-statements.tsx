"use client";

import { Check, X } from "lucide-react";
import { useEffect, useState } from "react";
import { formatDuration } from "@/components/results-grid/result-words";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { rebuildScript } from "@/components/workspace/rebuild-script";
import { listRanStatements } from "@/components/workspace/session-api";
import { asSessionApiError, failureWords, type SessionApiError } from "@/components/workspace/session-api-error";
import type { RanStatement } from "@/lib/schemas/statement-history";

interface RanStatementsProps {
  sessionId: string;
  /** Puts SQL into the editor, after what stands there. */
  onCopy: (sql: string) => void;
}

/** What was run in a session that is gone, the newest first; one click brings a statement back into the editor. */
export function RanStatements({ sessionId, onCopy }: RanStatementsProps) {
  const { statements, error, load } = useRanStatements(sessionId);
  const [copied, setCopied] = useState<string | null>(null);
  const copy = (id: string, sql: string) => {
    onCopy(sql);
    setCopied(id);
  };

  if (error !== null) {
    return (
      <p className="flex flex-wrap items-center gap-3 text-ink-muted">
        What you ran could not be loaded. {failureWords(error)}
        <Button size="sm" onClick={load}>
          Try again
        </Button>
      </p>
    );
  }
  if (statements === null) return <RanSkeleton />;
  if (statements.length === 0) return <p className="text-ink-muted">Nothing was run in it.</p>;
  const script = rebuildScript(statements);
  return (
    <>
      <ol className="divide-y rounded border bg-surface">
        {statements.map((ran) => (
          <RanRow key={ran.id} ran={ran} isCopied={copied === ran.id} onCopy={() => copy(ran.id, ran.statement)} />
        ))}
      </ol>
      {script === null ? null : (
        <Button size="sm" className="mt-3" onClick={() => copy("all", script)}>
          {copied === "all" ? "All of them are in the editor" : "Copy all that worked, in order"}
        </Button>
      )}
      <p role="status" className="sr-only">
        {copied === null ? "" : "Copied into the editor."}
      </p>
    </>
  );
}

interface RanRowProps {
  ran: RanStatement;
  isCopied: boolean;
  onCopy: () => void;
}

function RanRow({ ran, isCopied, onCopy }: RanRowProps) {
  const { statement, outcome, message, durationMs } = ran;
  const isOk = outcome === "ok";
  const Mark = isOk ? Check : X;
  return (
    <li className="flex items-start gap-3 py-2 pr-2 pl-3">
      <Mark aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${isOk ? "text-accent" : "text-danger"}`} />
      <div className="min-w-0 flex-1">
        <pre className="line-clamp-3 whitespace-pre-wrap font-mono text-[0.8125rem] wrap-anywhere">
          {statement.trim().slice(0, 600)}
        </pre>
        <p className={`mt-0.5 line-clamp-2 text-xs wrap-anywhere ${isOk ? "text-ink-muted" : "text-danger"}`}>
          {isOk ? `${message} · ${formatDuration(durationMs)}` : message}
        </p>
      </div>
      <Button size="sm" variant="quiet" onClick={onCopy} className={isCopied ? "text-accent" : undefined}>
        {isCopied ? "In the editor" : "Copy to editor"}
      </Button>
    </li>
  );
}

function RanSkeleton() {
  return (
    <div className="space-y-3 rounded border bg-surface p-3">
      <span className="sr-only">What you ran is loading.</span>
      <Skeleton className="h-3.5 w-3/4" />
      <Skeleton className="h-3.5 w-1/2" />
      <Skeleton className="h-3.5 w-2/3" />
    </div>
  );
}

function useRanStatements(sessionId: string) {
  const [statements, setStatements] = useState<RanStatement[] | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again.
  useEffect(() => {
    let isOutdated = false;
    setError(null);
    listRanStatements(sessionId).then(
      (loaded) => (isOutdated ? undefined : setStatements(loaded)),
      (thrown: unknown) => (isOutdated ? undefined : setError(asSessionApiError(thrown))),
    );
    return () => {
      isOutdated = true;
    };
  }, [sessionId, tries]);
  return { statements, error, load: () => setTries((current) => current + 1) };
}
