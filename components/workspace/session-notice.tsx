import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { SessionView } from "@/components/workspace/session-view";

interface SessionNoticeProps {
  view: SessionView;
  onStart: () => void;
}

/** What stops the student from running SQL: what happened, what is safe, what to do. */
export function SessionNotice({ view, onStart }: SessionNoticeProps) {
  const { session, failure, online } = view;
  if (!online) {
    return (
      <Notice title="Carrel cannot be reached.">
        Your database and what you typed are safe. This page connects again by itself.
      </Notice>
    );
  }
  if (session?.state === "ended") {
    return (
      <Notice title="This session has ended, and its database is deleted." action={{ label: "Start again", onStart }}>
        Your SQL is still here. A new start gives you fresh data.
      </Notice>
    );
  }
  if (session?.state === "failed" || failure !== null) {
    return (
      <Notice title="Your database could not be opened." action={{ label: "Try again", onStart }}>
        {failure === null ? null : `${failure.message} `}Your SQL is safe.
      </Notice>
    );
  }
  return null;
}

interface NoticeProps {
  title: string;
  action?: { label: string; onStart: () => void };
  children: ReactNode;
}

function Notice({ title, action, children }: NoticeProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b bg-raised p-4">
      <div className="max-w-prose">
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 text-ink-muted">{children}</p>
      </div>
      {action === undefined ? null : (
        // On a phone the same button stands at the thumb.
        <Button variant="primary" onClick={action.onStart} className="max-md:hidden">
          {action.label}
        </Button>
      )}
    </div>
  );
}
