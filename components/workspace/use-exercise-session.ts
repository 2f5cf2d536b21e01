"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { goToSignIn } from "@/components/workspace/go-to-sign-in";
import { endSession, lookAtSession, resetSession, startSession } from "@/components/workspace/session-api";
import { asSessionApiError, type SessionApiError } from "@/components/workspace/session-api-error";
import { initialSessionView, isLive, reduceSessionView, type SessionView } from "@/components/workspace/session-view";
import { watchSession } from "@/components/workspace/watch-session";
import type { Session } from "@/lib/schemas/session";

interface ExerciseSessionOptions {
  exerciseId: string;
  liveSession: Session | null;
}

export interface ExerciseSession {
  view: SessionView;
  start: () => Promise<void>;
  /** These two throw SessionApiError. */
  reset: () => Promise<void>;
  end: () => Promise<void>;
  /** Gives up a place in the queue for a session that has never run: there is nothing in it to lose. Throws the same. */
  leaveQueue: () => Promise<void>;
  /** Asks what became of the session, without waking it. @returns how long it has been idle, null where that is unknown */
  look: () => Promise<number | null>;
  /** Draws from any refused call what it says about the session, and gives the error back. */
  learnFrom: (error: unknown) => SessionApiError;
}

/** The student's session for this exercise: started when the page opens, followed by its events, told in one view. */
export function useExerciseSession({ exerciseId, liveSession }: ExerciseSessionOptions): ExerciseSession {
  const [view, dispatch] = useReducer(reduceSessionView, liveSession, initialSessionView);
  const sessionId = view.session?.id ?? null;
  const watchedId = isLive(view.session) ? view.session.id : null;

  const learnFrom = useCallback((thrown: unknown) => {
    const error = asSessionApiError(thrown);
    if (error.status === 401) goToSignIn();
    else if (error.status === 404 || error.code === "session_ended") dispatch({ type: "ended" });
    else if (error.code === "session_failed") dispatch({ type: "failed", failure: error });
    else if (error.code === "unreachable") dispatch({ type: "connection-changed", online: false });
    return error;
  }, []);

  const askForStart = useCallback(async () => {
    try {
      dispatch({ type: "session-received", session: await startSession(exerciseId) });
    } catch (thrown) {
      const error = learnFrom(thrown);
      if (error.status !== 401) dispatch({ type: "start-refused", failure: error });
    }
  }, [exerciseId, learnFrom]);

  const start = useCallback(() => {
    dispatch({ type: "start-asked" });
    return askForStart();
  }, [askForStart]);

  // Data that is being prepared needs a moment, and nobody who presses a button.
  const { failure } = view;
  useEffect(() => {
    if (sessionId !== null || failure?.code !== "template_unavailable") return;
    const timer = setTimeout(() => void askForStart(), (failure.retryAfterSeconds ?? 5) * 1_000);
    return () => clearTimeout(timer);
  }, [sessionId, failure, askForStart]);

  const wantsStart = useRef(liveSession === null);
  useEffect(() => {
    if (!wantsStart.current) return;
    wantsStart.current = false;
    void start();
  }, [start]);

  const look = useCallback(async () => {
    if (sessionId === null) return null;
    try {
      const { session, idleMs } = await lookAtSession(sessionId);
      dispatch({ type: "session-received", session });
      return idleMs;
    } catch (thrown) {
      learnFrom(thrown);
      return null;
    }
  }, [sessionId, learnFrom]);

  const state = useRef(view.session?.state);
  useEffect(() => {
    state.current = view.session?.state;
  });

  useEffect(() => {
    if (watchedId === null) return;
    return watchSession({
      sessionId: watchedId,
      state: state.current ?? "starting",
      onEvent: (event) => dispatch({ type: "event-received", event }),
      onLost: () => void look(),
    });
  }, [watchedId, look]);

  const reset = useCallback(async () => {
    if (sessionId === null) return;
    try {
      dispatch({ type: "session-received", session: await resetSession(sessionId) });
    } catch (thrown) {
      throw learnFrom(thrown);
    }
  }, [sessionId, learnFrom]);

  const end = useCallback(async () => {
    if (sessionId === null) return;
    try {
      await endSession(sessionId);
      dispatch({ type: "ended" });
    } catch (thrown) {
      throw learnFrom(thrown);
    }
  }, [sessionId, learnFrom]);

  const leaveQueue = useCallback(async () => {
    if (sessionId === null) return;
    try {
      await endSession(sessionId);
      dispatch({ type: "queue-left" });
    } catch (thrown) {
      throw learnFrom(thrown);
    }
  }, [sessionId, learnFrom]);

  return { view, start, reset, end, leaveQueue, look, learnFrom };
}
