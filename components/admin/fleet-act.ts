import type { FleetSession } from "@/lib/schemas/fleet";

/** What an administrator may ask for by hand. */
export type FleetAct = { kind: "drain"; draining: boolean } | { kind: "end"; session: FleetSession };
