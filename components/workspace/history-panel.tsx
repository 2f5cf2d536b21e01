"use client";

import { useState } from "react";
import { consoleTitles } from "@/components/workspace/console-names";
import { findStatements } from "@/components/workspace/find-statements";
import { LoadFailure } from "@/components/workspace/load-failure";
import { RanRow, RanSkeleton } from "@/components/workspace/ran-row";
import { useRanStatements } from "@/components/workspace/use-ran-statements";
import type { RanStatement } from "@/lib/schemas/statement-history";

interface HistoryPanelProps {
  sessionId: string;
  /** Another one says that something has run since. */
  version: unknown;
  /** Puts SQL into the editor, after what stands there. */
  onCopy: (sql: string) => void;
}

/** Every statement of this session with its outcome and time, the newest first. */
export function HistoryPanel({ sessionId, version, onCopy }: HistoryPanelProps) {
  const { statements, error, load } = useRanStatements(sessionId, version);
  const [wanted, setWanted] = useState("");
  const [copied, setCopied] = useState<string | null>(null);

  if (error !== null) {
    return <LoadFailure what="What you ran could not be loaded." error={error} load={load} className="p-4" />;
  }
  if (statements === null) {
    return (
      <div className="p-4">
        <RanSkeleton />
      </div>
    );
  }
  if (statements.length === 0) return <p className="p-4 text-ink-muted">What you run is listed here.</p>;
  const found = findStatements(statements, wanted);
  return (
    <>
      <div className="sticky top-0 z-10 flex items-center gap-3 border-b bg-surface px-4 py-1.5">
        <input
          type="search"
          value={wanted}
          onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          placeholder="Search statements and outcomes"
          aria-label="Search what you ran"
          className="h-7 w-full max-w-80 rounded border border-hairline-strong bg-surface px-2 text-xs focus:border-accent focus:outline-1 focus:outline-accent"
        />
        <span role="status" className="shrink-0 text-ink-muted text-xs tabular-nums">
          {wanted.trim() === "" ? "" : `${found.length} of ${statements.length}`}
        </span>
      </div>
      {found.length === 0 ? <p className="p-4 text-ink-muted">Nothing that you ran holds this.</p> : null}
      <ol aria-label="What you ran" className="divide-y">
        {found.map((ran) => (
          <RanRow
            key={ran.id}
            ran={ran}
            at={timeWords(ran)}
            isCopied={copied === ran.id}
            onCopy={() => {
              onCopy(ran.statement);
              setCopied(ran.id);
            }}
          />
        ))}
      </ol>
    </>
  );
}

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** The day is told where it is not today, and the console where it is not the first. */
function timeWords({ at, console }: RanStatement): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  const words = (isToday ? time : dayAndTime).format(moment);
  return console === "second" ? `${words} · ${consoleTitles.second}` : words;
}
