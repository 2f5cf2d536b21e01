import type { Session, SessionEvent, StartStage } from "@/lib/schemas/session";

export interface SessionFailure {
  code: string;
  message: string;
}

/** All that the page knows of the session that it shows. */
export interface SessionView {
  /** Null before the first answer to a start. */
  session: Session | null;
  stage: StartStage | null;
  failure: SessionFailure | null;
  /** False while Carrel cannot be reached. */
  online: boolean;
}

export type SessionAction =
  | { type: "start-asked" }
  | { type: "session-received"; session: Session }
  | { type: "event-received"; event: SessionEvent }
  | { type: "start-refused"; failure: SessionFailure }
  | { type: "ended" }
  | { type: "connection-changed"; online: boolean };

export function initialSessionView(session: Session | null): SessionView {
  return { session, stage: null, failure: null, online: true };
}

export function reduceSessionView(view: SessionView, action: SessionAction): SessionView {
  switch (action.type) {
    case "start-asked":
      return initialSessionView(null);
    case "session-received":
      return { ...view, session: action.session, failure: null, online: true };
    case "event-received":
      return applyEvent(view, action.event);
    case "start-refused":
      return { ...view, session: null, failure: action.failure, online: true };
    case "ended":
      return view.session === null ? view : { ...view, session: { ...view.session, state: "ended" }, stage: null };
    case "connection-changed":
      return view.online === action.online ? view : { ...view, online: action.online };
  }
}

/** An event of a session that the page no longer shows is late, and says nothing. */
function applyEvent(view: SessionView, event: SessionEvent): SessionView {
  if (view.session?.id !== event.session.id || view.session.state === "ended") return view;
  const session = { ...event.session, queuePosition: event.queuePosition ?? event.session.queuePosition };
  return { session, stage: event.stage, failure: event.failure, online: true };
}

/** Whether Carrel can still have news of it. */
export function isLive(session: Session | null): session is Session {
  return session !== null && session.state !== "ended" && session.state !== "failed";
}
