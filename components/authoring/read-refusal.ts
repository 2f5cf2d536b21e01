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

export function readRefusal(error: unknown): Refusal {
  if (!(error instanceof RequestError)) {
    return { kind: "other", message: "Carrel cannot be reached. What you typed is still here; try again." };
  }
  const { details, message, status } = error;
  if (status === 401) return { kind: "other", message: "You are signed out. What you typed is kept: sign in again." };
  const errors = readFieldErrors(details);
  if (errors !== null) return { kind: "fields", message, errors };
  const report = gateReportSchema.safeParse(details).data;
  if (report !== undefined) return { kind: "gate", message, report };
  if (changedSchema.safeParse(details).success) return { kind: "changed", message };
  return { kind: "other", message };
}
