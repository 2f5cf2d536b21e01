import "server-only";
import * as z from "zod";
import { viewerSchema } from "@/lib/schemas/user";

const ofSession = { viewer: viewerSchema, sessionId: z.string() };

/**
 * What a victim can be told to do: what the web server does for one person, and what the keeper does in one
 * round; and at last to finish what nobody waits for.
 */
export const victimCommandSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("start"), viewer: viewerSchema, exerciseId: z.string() }),
  z.object({ kind: z.literal("query"), ...ofSession, sql: z.string() }),
  z.object({ kind: z.literal("reset"), ...ofSession }),
  z.object({ kind: z.literal("end"), ...ofSession }),
  z.object({ kind: z.literal("keep-sessions") }),
  z.object({ kind: z.literal("fill-pool") }),
  z.object({ kind: z.literal("build"), databaseId: z.string() }),
  z.object({ kind: z.literal("rest") }),
]);
export type VictimCommand = z.infer<typeof victimCommandSchema>;

/** What a victim says: once that it is there, then how each command ended. */
export const victimReportSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("there") }),
  z.object({ kind: z.literal("done") }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);
export type VictimReport = z.infer<typeof victimReportSchema>;
