import * as z from "zod";
import { type FieldErrors, readFieldErrors } from "@/components/authoring/field-errors";
import { RequestError } from "@/components/http/request-json";
import { type GateReport, gateReportSchema } from "@/lib/schemas/submission";

/** Why Carrel did not do what it was asked. */
export type Refusal =
  | { kind: "fields"; message: string; errors: FieldErrors }
  | { kind: "gate"; message: string; report: GateReport }
  /** Somebody else has saved it meanwhile. */
  | { kind: "changed"; message: string }
  | { kind: "other"; message: string };

const changedSchema = z.object({ changedAt: z.string().nullable() });

/** What is told where Carrel itself has no words for what became of the person's work. */
export interface RefusalWords {
  unreached: string;
  signedOut: string;
}

const typedWords: RefusalWords = {
  unreached: "Carrel cannot be reached. What you typed is still here; try again.",
  signedOut: "You are signed out. What you typed is kept: sign in again.",
};

/** Where nobody has typed anything. */
export const untypedWords: RefusalWords = {
  unreached: "Carrel cannot be reached. Try again.",
  signedOut: "You are signed out. Sign in again.",
};

/** Forms keep what was typed; whatever else asks says so in words of its own. */
export function readRefusal(error: unknown, words: RefusalWords = typedWords): Refusal {
  if (!(error instanceof RequestError)) return { kind: "other", message: words.unreached };
  const { details, message, status } = error;
  if (status === 401) return { kind: "other", message: words.signedOut };
  const errors = readFieldErrors(details);
  if (errors !== null) return { kind: "fields", message, errors };
  const report = gateReportSchema.safeParse(details).data;
  if (report !== undefined) return { kind: "gate", message, report };
  if (changedSchema.safeParse(details).success) return { kind: "changed", message };
  return { kind: "other", message };
}
