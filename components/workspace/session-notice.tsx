import { Suspense } from "react";
import { lazyPart } from "@/components/http/lazy-part";
import { Notice } from "@/components/workspace/notice";
import type { SessionFailure, SessionView } from "@/components/workspace/session-view";
import { isLost, isRefusal, startLabel } from "@/components/workspace/session-words";
import { WhatYouRan } from "@/components/workspace/what-you-ran";

const OwnSessions = lazyPart(() => import("@/components/workspace/own-sessions").then((file) => file.OwnSessions));

interface SessionNoticeProps {
  view: SessionView;
  onStart: () => void;
  /** Puts SQL into the editor, after what stands there. */
  onCopy: (sql: string) => void;
}

/** What stops the student from running SQL: what happened, what is safe, what to do. */
export function SessionNotice({ view, onStart, onCopy }: SessionNoticeProps) {
  const { session, failure, online } = view;
  if (!online) {
    return (
      <Notice title="Carrel cannot be reached.">
        Your database and what you typed are safe. This page connects again by itself.
      </Notice>
    );
  }
  const action = { label: startLabel(view), onAct: onStart };
  if (view.hasLeftQueue) {
    return (
      <Notice title="You left the queue." action={action}>
        Your SQL is still here. A new start waits in line again if every desk is taken.
      </Notice>
    );
  }
  if (session?.state === "ended") {
    return (
      <Notice
        title="This session has ended, and its database is deleted."
        action={action}
        more={<WhatYouRan sessionId={session.id} onCopy={onCopy} />}
      >
        Your SQL is still here. A new start gives you fresh data.
      </Notice>
    );
  }
  if (session !== null && isLost(view)) {
    return (
      <Notice
        title="Your database was lost."
        action={action}
        more={<WhatYouRan sessionId={session.id} onCopy={onCopy} />}
      >
        Its container was removed from outside Carrel, with everything in it. Your SQL is safe, and so is the list of
        what you ran.
      </Notice>
    );
  }
  if (session?.state === "failed" || failure !== null) return <StartFailed failure={failure} action={action} />;
  return null;
}

interface StartFailedProps {
  failure: SessionFailure | null;
  action: { label: string; onAct: () => void };
}

function StartFailed({ failure, action }: StartFailedProps) {
  const code = failure?.code ?? "";
  const title = isRefusal(code) ? "Your database was not started." : "Your database could not be opened.";
  const more =
    code === "too_many_sessions" ? (
      <Suspense>
        <OwnSessions />
      </Suspense>
    ) : null;
  return (
    <Notice title={title} action={action} more={more}>
      {failure === null ? null : `${failure.message} `}
      {retryWords(failure)}Your SQL is safe.
    </Notice>
  );
}

function retryWords(failure: SessionFailure | null): string {
  if (failure?.code === "template_unavailable") return "This page asks again by itself. ";
  const seconds = failure?.retryAfterSeconds ?? 0;
  if (seconds <= 0) return "";
  return `Another try makes sense in ${seconds === 1 ? "a second" : `${seconds} seconds`}. `;
}
