import { z } from "zod";
import { requestJson, requestNothing } from "@/components/http/request-json";
import {
  type CreateDatabaseBody,
  type DatabaseSummary,
  databaseSummarySchema,
  type ExerciseDatabase,
  exerciseDatabaseSchema,
  type PatchDatabaseBody,
} from "@/lib/schemas/exercise-database";

const databaseAnswer = z.object({ database: exerciseDatabaseSchema });
const databasesAnswer = z.object({ databases: z.array(databaseSummarySchema) });

const pathOf = (id: string) => `/api/databases/${encodeURIComponent(id)}`;

/** All of them throw as requestJson does. */
export async function readDatabase(id: string, signal: AbortSignal): Promise<ExerciseDatabase> {
  return (await requestJson(pathOf(id), databaseAnswer, { signal })).database;
}

export async function listDatabases(signal: AbortSignal): Promise<DatabaseSummary[]> {
  return (await requestJson("/api/databases", databasesAnswer, { signal })).databases;
}

export async function createDatabase(body: CreateDatabaseBody): Promise<ExerciseDatabase> {
  return (await requestJson("/api/databases", databaseAnswer, { method: "POST", body })).database;
}

export async function patchDatabase(id: string, body: PatchDatabaseBody): Promise<ExerciseDatabase> {
  return (await requestJson(pathOf(id), databaseAnswer, { method: "PATCH", body })).database;
}

export function deleteDatabase(id: string): Promise<void> {
  return requestNothing(pathOf(id), { method: "DELETE" });
}
