import type { SaveIntent } from "@/components/authoring/save-exercise";
import type { GateReport } from "@/lib/schemas/submission";

/** What the publish gate found, and what it was asked for. */
export interface GateOutcome {
  report: GateReport;
  intent: SaveIntent;
  /** The solution that it tried: where PostgreSQL points in it can be marked while it is the same. */
  solutionSql: string;
}
