import { z } from "zod";
import { requestJson, requestNothing } from "@/components/http/request-json";
import {
  type AuthoredExercise,
  authoredExerciseSchema,
  type CreateExerciseBody,
  type PatchExerciseBody,
  type RegradeReport,
  regradeReportSchema,
} from "@/lib/schemas/authored-exercise";
import { type GateReport, gateReportSchema } from "@/lib/schemas/submission";

const exerciseAnswer = z.object({ exercise: authoredExerciseSchema });
const reportAnswer = z.object({ report: gateReportSchema });

const pathOf = (id: string) => `/api/exercises/${encodeURIComponent(id)}`;

/** All of them throw as requestJson does. */
export async function createExercise(body: CreateExerciseBody): Promise<AuthoredExercise> {
  return (await requestJson("/api/exercises", exerciseAnswer, { method: "POST", body })).exercise;
}

export async function patchExercise(id: string, body: PatchExerciseBody): Promise<AuthoredExercise> {
  return (await requestJson(pathOf(id), exerciseAnswer, { method: "PATCH", body })).exercise;
}

export function deleteExercise(id: string): Promise<void> {
  return requestNothing(pathOf(id), { method: "DELETE" });
}

/** What publishing would find. */
export async function tryGate(id: string): Promise<GateReport> {
  return (await requestJson(`${pathOf(id)}/gate`, reportAnswer, { method: "POST" })).report;
}

export function regradeExercise(id: string): Promise<RegradeReport> {
  return requestJson(`${pathOf(id)}/regrade`, regradeReportSchema, { method: "POST" });
}
