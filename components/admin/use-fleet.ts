"use client";

import { useEffect, useState } from "react";
import * as z from "zod";
import { watchFleet } from "@/components/admin/watch-fleet";
import { RequestError, requestJson } from "@/components/http/request-json";
import { type Fleet, fleetSchema } from "@/lib/schemas/fleet";

export type FleetConnection = "live" | "lost" | "signed-out" | "not-allowed";

const answerSchema = z.object({ fleet: fleetSchema });

/** The fleet, kept true by server-sent events, and whether it is of now. */
export function useFleet(initialFleet: Fleet): { fleet: Fleet; connection: FleetConnection } {
  const [fleet, setFleet] = useState(initialFleet);
  const [connection, setConnection] = useState<FleetConnection>("live");
  useEffect(() => {
    const seen = (next: Fleet) => {
      setFleet(next);
      setConnection("live");
    };
    return watchFleet({
      onFleet: seen,
      onLost: () => {
        setConnection((before) => (before === "live" ? "lost" : before));
        // The stream's error says nothing; the same question asked plainly does.
        requestJson("/api/fleet", answerSchema).then(
          (answer) => seen(answer.fleet),
          (error: unknown) => setConnection(connectionAfter(error)),
        );
      },
    });
  }, []);
  return { fleet, connection };
}

function connectionAfter(error: unknown): FleetConnection {
  if (error instanceof RequestError && error.status === 401) return "signed-out";
  if (error instanceof RequestError && error.status === 403) return "not-allowed";
  return "lost";
}
