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

/** Asks until nothing is left, and tells how far it is: a large class takes longer than one request may. */
export async function regradeExercise(id: string, onProgress: (sum: RegradeReport) => void): Promise<RegradeReport> {
  let sum: RegradeReport = { regraded: 0, changed: 0, left: 0 };
  do {
    const { regraded, changed, left } = await requestJson(`${pathOf(id)}/regrade`, regradeReportSchema, {
      method: "POST",
    });
    sum = { regraded: sum.regraded + regraded, changed: sum.changed + changed, left };
    onProgress(sum);
  } while (sum.left > 0);
  return sum;
}
