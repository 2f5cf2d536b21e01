"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import type { FleetAct } from "@/components/admin/fleet-act";
import { RequestError, requestJson, requestNothing } from "@/components/http/request-json";
import { drainBodySchema, type FleetSession } from "@/lib/schemas/fleet";

/** Does what an administrator confirmed. The page itself hears of it by its event stream. */
export function useFleetAct(onDone: () => void) {
  return useMutation({
    mutationFn: async (act: FleetAct) => {
      if (act.kind === "end") return requestNothing(sessionPath(act.session), { method: "DELETE" });
      const body = { draining: act.draining };
      await requestJson("/api/fleet/drain", drainBodySchema, { method: "POST", body });
    },
    onSuccess: (_nothing, act) => {
      onDone();
      toast.success(doneWords(act));
    },
    onError: (error) => toast.error("That was not done.", { description: describeError(error) }),
  });
}

/** Wakes a sleeping session; nothing is lost by it, so nobody is asked. */
export function useWakeSession() {
  return useMutation({
    mutationFn: (session: FleetSession) =>
      requestNothing(`/api/fleet/sessions/${encodeURIComponent(session.id)}/wake`, { method: "POST" }),
    onSuccess: (_nothing, { student }) => toast.success(`The database of ${student.name} wakes.`),
    onError: (error) => toast.error("The database was not woken.", { description: describeError(error) }),
  });
}

function sessionPath({ id }: FleetSession): string {
  return `/api/exercise-sessions/${encodeURIComponent(id)}`;
}

function doneWords(act: FleetAct): string {
  if (act.kind === "end") return `The database of ${act.session.student.name} is ended.`;
  return act.draining ? "Carrel is drained." : "Carrel lets people in again.";
}

function describeError(error: Error): string {
  return error instanceof RequestError ? error.message : "Carrel cannot be reached. Nothing was lost.";
}
