"use client";

import { Columns2, Plug, RotateCcw, Trash2 } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useCommands } from "@/components/commands/use-commands";
import { Button } from "@/components/ui/button";
import { LazyConfirmDialog, LazyConnectionDialog } from "@/components/workspace/lazy-parts";
import { asSessionApiError, failureWords } from "@/components/workspace/session-api-error";
import { isLive, type SessionView } from "@/components/workspace/session-view";

interface SessionBarProps {
  view: SessionView;
  reset: () => Promise<void>;
  end: () => Promise<void>;
  hasSecondConsole: boolean;
  onSecondConsole: () => void;
  children?: ReactNode;
}

type Question = "reset" | "end";

const questions = {
  reset: {
    title: "Reset the data?",
    description:
      "Every table goes back to how it was at the start. What you inserted, changed or created in this database is lost. What you typed in the editor stays.",
    confirmLabel: "Reset data",
  },
  end: {
    title: "End this session?",
    description: "This database is deleted, with everything you changed in it. What you typed in the editor stays.",
    confirmLabel: "End and delete this database",
  },
};

/** What can be done with the database as a whole, which asks once, and whatever else stands at its side. */
export function SessionBar(props: SessionBarProps) {
  const { view, reset, end, hasSecondConsole, onSecondConsole, children } = props;
  const [asked, setAsked] = useState<Question | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const [words, setWords] = useState("");
  /** Null until somebody asks for it. */
  const [isConnecting, setConnecting] = useState<boolean | null>(null);
  const state = view.session?.state;
  const canReset = state === "ready" || state === "hibernated";
  const canConnect = isLive(view.session);

  const ask = (question: Question) => {
    setAsked(question);
    setOpen(true);
  };

  const act = async (question: Question) => {
    setPending(true);
    try {
      await (question === "reset" ? reset() : end());
      setWords(question === "reset" ? "Your data is back." : "");
    } catch (thrown) {
      setWords(failureWords(asSessionApiError(thrown)));
    }
    setPending(false);
    setOpen(false);
  };

  const connect = () => setConnecting(true);
  const group = "This database";
  useCommands([
    { id: "reset", label: "Reset data", keywords: "fresh restore", group, isOff: !canReset, run: () => ask("reset") },
    { id: "end", label: "End and delete this database", group, isOff: !canConnect, run: () => ask("end") },
    {
      ...{ id: "connect", label: "Connect with your own client", keywords: "psql dbeaver jdbc", group },
      ...{ isOff: !canConnect, run: connect },
    },
  ]);

  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1 border-t bg-surface px-2 py-1.5">
      <Button variant="quiet" size="sm" disabled={!canReset} onClick={() => ask("reset")}>
        <RotateCcw aria-hidden className="size-3.5 max-md:hidden" />
        Reset data
      </Button>
      <Button variant="quiet" size="sm" disabled={!canConnect} onClick={() => ask("end")}>
        <Trash2 aria-hidden className="size-3.5 max-md:hidden" />
        End
      </Button>
      {/* Nobody runs psql on a phone, where room is short. */}
      <Button variant="quiet" size="sm" className="max-md:hidden" disabled={!canConnect} onClick={connect}>
        <Plug aria-hidden className="size-3.5" />
        Connect
      </Button>
      <Button
        variant="quiet"
        size="sm"
        aria-pressed={hasSecondConsole}
        onClick={onSecondConsole}
        className="aria-pressed:text-accent"
      >
        <Columns2 aria-hidden className="size-3.5 max-md:hidden" />
        Second console
      </Button>
      <p
        role="status"
        className="text-ink-muted not-empty:px-2 max-md:order-first max-md:not-empty:basis-full md:min-w-0 md:flex-1"
      >
        {words}
      </p>
      {children}
      {isConnecting === null || view.session === null ? null : (
        <Suspense>
          <LazyConnectionDialog sessionId={view.session.id} open={isConnecting} onOpenChange={setConnecting} />
        </Suspense>
      )}
      {asked === null ? null : (
        <Suspense>
          <LazyConfirmDialog
            {...questions[asked]}
            open={isOpen}
            onOpenChange={setOpen}
            pending={isPending}
            onConfirm={() => void act(asked)}
          />
        </Suspense>
      )}
    </div>
  );
}
