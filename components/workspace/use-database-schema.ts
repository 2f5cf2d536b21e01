"use client";

import { useCallback, useEffect, useState } from "react";
import { changesSchema } from "@/components/workspace/changes-schema";
import { readSchema } from "@/components/workspace/session-api";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";
import type { QueryResponse } from "@/lib/schemas/query";
import type { Session } from "@/lib/schemas/session";

export interface SchemaLoad {
  /** The last one stays to be read while it is read again. */
  schema: DatabaseSchema | null;
  error: SessionApiError | null;
  isLoading: boolean;
  reload: () => void;
}

/** What is in the session's database: read when it is ready, and again after what may have changed it. Wakes nobody. */
export function useDatabaseSchema(session: Session | null) {
  const [schema, setSchema] = useState<DatabaseSchema | null>(null);
  const [error, setError] = useState<SessionApiError | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [tries, setTries] = useState(0);
  const readyId = session?.state === "ready" ? session.id : null;
  const isOver = session?.state === "ended" || session?.state === "failed";
  const containerName = session?.containerName ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try, and each new container after a reset, asks again.
  useEffect(() => {
    if (readyId === null) return;
    let isOutdated = false;
    setLoading(true);
    const settle = (next: DatabaseSchema | null, failure: SessionApiError | null) => {
      if (isOutdated) return;
      if (next !== null) setSchema(next);
      setError(failure);
      setLoading(false);
    };
    readSchema(readyId).then(
      (read) => settle(read, null),
      (thrown: unknown) => settle(null, asSessionApiError(thrown)),
    );
    return () => {
      isOutdated = true;
      setLoading(false);
    };
  }, [readyId, containerName, tries]);

  const reload = useCallback(() => setTries((current) => current + 1), []);
  const learn = useCallback((response: QueryResponse) => (changesSchema(response) ? reload() : undefined), [reload]);
  const load: SchemaLoad = { schema: isOver ? null : schema, error: isOver ? null : error, isLoading, reload };
  return { load, learn };
}
