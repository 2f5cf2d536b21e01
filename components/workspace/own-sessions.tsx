"use client";

import { useCallback, useEffect, useState } from "react";
import { SessionEnd } from "@/components/shell/session-end";
import { SessionStatus } from "@/components/shell/session-status";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { endSession, listExercises, listSessions } from "@/components/workspace/session-api";
import { asSessionApiError, failureWords } from "@/components/workspace/session-api-error";
import type { Session } from "@/lib/schemas/session";

interface OwnSession {
  session: Session;
  title: string;
}

/** What the student has open, the longest unused first, to end one where there are too many. */
export function OwnSessions() {
  const { sessions, problem, end } = useOwnSessions();
  const [asked, setAsked] = useState<OwnSession | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);

  const onEnd = async (session: Session) => {
    setPending(true);
    await end(session);
    setPending(false);
    setOpen(false);
  };

  return (
    <div className="mt-3 max-w-3xl">
      {sessions === null && problem === null ? <Skeleton className="h-10 w-full" /> : null}
      <ul aria-label="Your open databases" className="divide-y rounded border bg-surface empty:hidden">
        {sessions?.map((own) => (
          <li key={own.session.id} className="flex items-center gap-3 py-2 pr-2 pl-3">
            <div className="min-w-0 flex-1 sm:flex sm:items-center sm:gap-3">
              <p className="truncate font-medium sm:flex-1">{own.title}</p>
              <p className="flex flex-wrap gap-x-3 text-ink-muted">
                <SessionStatus session={own.session} />
                <SessionEnd expiresAt={own.session.expiresAt} />
              </p>
            </div>
            <Button
              size="sm"
              aria-label={`End ${own.title}`}
              onClick={() => {
                setAsked(own);
                setOpen(true);
              }}
            >
              End…
            </Button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-ink-muted not-empty:mt-2">
        {problem ?? ""}
      </p>
      {asked === null ? null : (
        <ConfirmDialog
          open={isOpen}
          onOpenChange={setOpen}
          title={`End ${asked.title}?`}
          description="This database is deleted, with everything you changed in it. What you typed in its editor stays."
          confirmLabel="End and delete this database"
          pending={isPending}
          onConfirm={() => void onEnd(asked.session)}
        />
      )}
    </div>
  );
}

function useOwnSessions() {
  const [sessions, setSessions] = useState<OwnSession[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isOutdated = false;
    loadOwnSessions().then(
      (own) => (isOutdated ? undefined : setSessions(own)),
      (thrown: unknown) => (isOutdated ? undefined : setProblem(failureWords(asSessionApiError(thrown)))),
    );
    return () => {
      isOutdated = true;
    };
  }, []);

  const end = useCallback(async ({ id }: Session) => {
    try {
      await endSession(id);
      setSessions((current) => current?.filter(({ session }) => session.id !== id) ?? null);
      setProblem("One is ended. There is room for this exercise now.");
    } catch (thrown) {
      setProblem(failureWords(asSessionApiError(thrown)));
    }
  }, []);

  return { sessions, problem, end };
}

async function loadOwnSessions(): Promise<OwnSession[]> {
  const [sessions, exercises] = await Promise.all([listSessions(), listExercises()]);
  const titles = new Map(exercises.map(({ id, title }) => [id, title]));
  return sessions
    .toSorted((a, b) => a.lastActiveAt.localeCompare(b.lastActiveAt))
    .map((session) => ({ session, title: titles.get(session.exerciseId) ?? "An exercise that was taken back" }));
}
