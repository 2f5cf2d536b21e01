import type { Session, SessionEvent, StartStage } from "@/lib/schemas/session";

export interface SessionFailure {
  code: string;
  message: string;
  /** When another try makes sense, in seconds. */
  retryAfterSeconds?: number | null;
}

/** All that the page knows of the session that it shows. */
export interface SessionView {
  /** Null before the first answer to a start. */
  session: Session | null;
  stage: StartStage | null;
  failure: SessionFailure | null;
  /** False while Carrel cannot be reached. */
  online: boolean;
  /** There is work in it: a start wakes it. Null before that is known. */
  hasRun: boolean | null;
  /** When it was last put to sleep because its disk was full; null where that is over, or not known yet. */
  diskSleepAt: string | null;
  /** So long after the student has left it falls asleep; null before that is known. */
  sleepsAfterMs: number | null;
  /** It ended because the student gave up their place in the queue. */
  hasLeftQueue: boolean;
}

export type SessionAction =
  | { type: "start-asked" }
  | { type: "session-received"; session: Session }
  | { type: "event-received"; event: SessionEvent }
  | { type: "start-refused"; failure: SessionFailure }
  | { type: "failed"; failure: SessionFailure }
  | { type: "ended" }
  | { type: "queue-left" }
  | { type: "connection-changed"; online: boolean };

export function initialSessionView(session: Session | null): SessionView {
  return {
    session,
    stage: null,
    failure: null,
    online: true,
    hasRun: session === null ? null : knowsToHaveRun(session),
    diskSleepAt: null,
    sleepsAfterMs: null,
    hasLeftQueue: false,
  };
}

export function reduceSessionView(view: SessionView, action: SessionAction): SessionView {
  switch (action.type) {
    case "start-asked":
      return { ...initialSessionView(null), sleepsAfterMs: view.sleepsAfterMs };
    case "session-received":
      return received(view, action.session);
    case "event-received":
      return applyEvent(view, action.event);
    case "start-refused":
      return { ...view, session: null, failure: action.failure, online: true };
    case "failed":
      return { ...inState(view, "failed"), failure: action.failure, online: true };
    case "ended":
      return inState(view, "ended");
    case "queue-left":
      return { ...inState(view, "ended"), hasLeftQueue: true };
    case "connection-changed":
      return view.online === action.online ? view : { ...view, online: action.online };
  }
}

function received(view: SessionView, session: Session): SessionView {
  const hasRun = session.id === view.session?.id ? (view.hasRun ?? knowsToHaveRun(session)) : knowsToHaveRun(session);
  return { ...view, session, failure: null, online: true, hasRun };
}

/** An event of a session that the page no longer shows is late, and says nothing. */
function applyEvent(view: SessionView, event: SessionEvent): SessionView {
  if (view.session?.id !== event.session.id || view.session.state === "ended") return view;
  const { stage, failure, hasRun, diskSleepAt, sleepsAfterMs } = event;
  const session = { ...event.session, queuePosition: event.queuePosition ?? event.session.queuePosition };
  return { ...view, session, stage, failure, online: true, hasRun, diskSleepAt, sleepsAfterMs };
}

function inState(view: SessionView, state: Session["state"]): SessionView {
  return view.session === null ? view : { ...view, session: { ...view.session, state }, stage: null };
}

/** What its state alone says; its events know better. */
function knowsToHaveRun({ state }: Session): boolean | null {
  return state === "ready" || state === "hibernated" ? true : null;
}

/** Whether Carrel can still have news of it. */
export function isLive(session: Session | null): session is Session {
  return session !== null && session.state !== "ended" && session.state !== "failed";
}

/** It ended, failed or did not start: there is nothing to work with. */
export function isOver({ session, failure }: Pick<SessionView, "session" | "failure">): boolean {
  return failure !== null || session?.state === "ended" || session?.state === "failed";
}

/** What is in it comes back; nothing is made anew. */
export function isWaking({ session, hasRun }: Pick<SessionView, "session" | "hasRun">): boolean {
  return session?.state === "starting" && hasRun === true;
}
