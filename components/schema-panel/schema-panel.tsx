"use client";

import { RefreshCw } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { LazySchemaTree } from "@/components/workspace/lazy-parts";
import { LoadFailure } from "@/components/workspace/load-failure";
import type { SchemaLoad } from "@/components/workspace/use-database-schema";
import type { SessionState } from "@/lib/schemas/session";

interface SchemaPanelProps {
  load: SchemaLoad;
  /** Null before there is a session. */
  state: SessionState | null;
  /** Only what is committed can be listed. */
  isInTransaction: boolean;
  onDiagram: () => void;
  onInsert: (sql: string) => void;
  onPeek: (sql: string) => void;
}

/** The tables, views and functions of the student's own database, as they are now. */
export function SchemaPanel({ load, state, isInTransaction, onDiagram, onInsert, onPeek }: SchemaPanelProps) {
  const { schema, error, isLoading, reload } = load;
  return (
    <section aria-label="Tables" className="flex h-full min-h-0 flex-col bg-paper">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h2 className="mr-auto font-medium text-ink-muted">Tables</h2>
        <Button size="sm" variant="quiet" disabled={!schema?.tables.length} onClick={onDiagram}>
          Diagram
        </Button>
        <IconButton
          label="List them again"
          icon={<RefreshCw aria-hidden />}
          size="sm"
          disabled={state !== "ready" || isLoading}
          onClick={reload}
        />
      </header>
      {isInTransaction ? <Note>What your open transaction changes is listed after COMMIT.</Note> : null}
      {error === null ? null : (
        <LoadFailure
          what="The tables could not be listed."
          error={error}
          load={reload}
          className="shrink-0 px-4 py-2 text-xs"
        />
      )}
      {schema === null ? (
        <Nothing state={state} hasError={error !== null} />
      ) : (
        <div tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
          <Suspense fallback={<SchemaSkeleton />}>
            <LazySchemaTree schema={schema} onInsert={onInsert} onPeek={onPeek} />
          </Suspense>
          {schema.tables.length + schema.views.length === 0 ? (
            <Note>No tables. CREATE TABLE makes one; “Reset data” brings back those of the exercise.</Note>
          ) : null}
          {schema.truncated ? <Note>There are more than are listed here.</Note> : null}
        </div>
      )}
    </section>
  );
}

function Nothing({ state, hasError }: { state: SessionState | null; hasError: boolean }) {
  if (hasError) return null;
  switch (state) {
    case "hibernated":
      return <Note>Your database is asleep. Its tables are listed when it wakes.</Note>;
    case "ended":
    case "failed":
      return <Note>There is no database now.</Note>;
    case "queued":
      return <Note>Its tables are listed when your database is there.</Note>;
    default:
      return <SchemaSkeleton />;
  }
}

function Note({ children }: { children: ReactNode }) {
  return <div className="shrink-0 px-4 py-2 text-ink-muted text-xs">{children}</div>;
}

const lineWidths = ["w-24", "w-32", "w-20", "w-28", "w-24"];

function SchemaSkeleton() {
  return (
    <div className="space-y-4 px-4 py-3">
      <span className="sr-only">The tables are being listed.</span>
      {lineWidths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of lines that all look alike.
        <Skeleton key={index} className={`h-3 ${width}`} />
      ))}
    </div>
  );
}
