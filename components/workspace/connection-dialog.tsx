"use client";

import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import {
  dialogBackdropClass,
  dialogDescriptionClass,
  dialogFooterClass,
  dialogPopupClass,
  dialogTitleClass,
} from "@/components/ui/dialog-class";
import { Skeleton } from "@/components/ui/skeleton";
import { connectionLines, isOutOfReach } from "@/components/workspace/connection-lines";
import { getConnection } from "@/components/workspace/session-api";
import { asSessionApiError, failureWords } from "@/components/workspace/session-api-error";
import type { Connection } from "@/lib/schemas/session";

interface ConnectionDialogProps {
  sessionId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** How psql and others get into the student's database. */
export function ConnectionDialog({ sessionId, open, onOpenChange }: ConnectionDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogBackdropClass} />
        <Dialog.Popup className={`${dialogPopupClass} sm:max-w-xl`}>
          <Dialog.Title className={dialogTitleClass}>Connect with your own client</Dialog.Title>
          <Dialog.Description className={dialogDescriptionClass}>
            It is the same database as on this page. A reset gives it another port and password.
          </Dialog.Description>
          <ConnectionFacts sessionId={sessionId} />
          <div className={dialogFooterClass}>
            <Dialog.Close className={buttonClass()}>Close</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ConnectionFacts({ sessionId }: { sessionId: string }) {
  const [connection, setConnection] = useState<Connection | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    let isOutdated = false;
    getConnection(sessionId).then(
      (got) => (isOutdated ? undefined : setConnection(got)),
      (thrown: unknown) => (isOutdated ? undefined : setProblem(failureWords(asSessionApiError(thrown)))),
    );
    return () => {
      isOutdated = true;
    };
  }, [sessionId]);

  if (problem !== null) return <p className="mt-4 text-danger">{problem}</p>;
  if (connection === null) return <FactsSkeleton />;
  const { host, port, database, user, password } = connection;
  const shown = connectionLines(connection, isShown);
  return (
    <>
      {isOutOfReach(host, window.location.hostname) ? (
        <p className="mt-3 rounded bg-warn-soft px-3 py-2 text-warn">
          This address leads to Carrel’s own machine: it works for clients that run there.
        </p>
      ) : null}
      <dl className="mt-4 grid grid-cols-[auto_1fr_auto] items-center gap-x-4">
        <Fact name="Host" value={host} />
        <Fact name="Port" value={String(port)} />
        <Fact name="Database" value={database} />
        <Fact name="User" value={user} />
        <Fact name="Password" value={password} shown={isShown ? password : "••••••••"}>
          <Button size="sm" variant="quiet" onClick={() => setShown(!isShown)}>
            {isShown ? "Hide" : "Show"}
          </Button>
        </Fact>
      </dl>
      <ul aria-label="Ready lines" className="mt-3 space-y-2 border-t pt-3">
        {connectionLines(connection, true).map(({ client, text }, index) => (
          <li key={client} className="flex items-start gap-2">
            <span className="w-16 shrink-0 pt-1 text-ink-muted">{client}</span>
            <code className="min-w-0 flex-1 rounded bg-sunken px-2 py-1 text-xs leading-5 wrap-anywhere">
              {shown[index]?.text}
            </code>
            <CopyButton label={`Copy the line for ${client}`} text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface FactProps {
  name: string;
  value: string;
  /** What is seen of it, where that is something else. */
  shown?: string;
  children?: ReactNode;
}

function Fact({ name, value, shown = value, children }: FactProps) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 py-1 font-mono wrap-anywhere">{shown}</dd>
      <dd className="flex justify-end">
        {children}
        <CopyButton label={`Copy the ${name.toLowerCase()}`} text={value} />
      </dd>
    </>
  );
}

function FactsSkeleton() {
  return (
    <div className="mt-5 space-y-4">
      <p role="status" className="sr-only">
        The connection is loading.
      </p>
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
    </div>
  );
}
