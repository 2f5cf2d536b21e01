"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { LoadFailure } from "@/components/workspace/load-failure";
import { RanRow, RanSkeleton } from "@/components/workspace/ran-row";
import { rebuildScript } from "@/components/workspace/rebuild-script";
import { useRanStatements } from "@/components/workspace/use-ran-statements";

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
    return <LoadFailure what="What you ran could not be loaded." error={error} load={load} />;
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
