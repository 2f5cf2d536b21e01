"use client";

import { useQuery } from "@tanstack/react-query";
import { listDatabases, readDatabase } from "@/components/authoring/database-api";
import type { DatabaseSummary, ExerciseDatabase } from "@/lib/schemas/exercise-database";

/** A build is over in seconds, and whoever has started one waits for it. */
const buildingPollMs = 1_000;

export const databaseKey = (id: string) => ["authoring", "database", id];
export const listKey = ["authoring", "databases"];

/** One database with its SQL, which may be megabytes: while it is being built, only how that stands is asked for again. */
export function useDatabase(id: string) {
  const query = useQuery({
    queryKey: databaseKey(id),
    queryFn: ({ signal }) => readDatabase(id, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const { data: summaries } = useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => listDatabases(signal),
    enabled: query.data?.buildState === "building",
    refetchInterval: (list) =>
      buildOf(query.data, list.state.data)?.buildState === "building" ? buildingPollMs : false,
    staleTime: 0,
  });
  return { ...query, data: buildOf(query.data, summaries) };
}

/** A summary of another change says nothing about this one. */
function buildOf(database: ExerciseDatabase | undefined, summaries: DatabaseSummary[] | undefined) {
  const summary = summaries?.find(({ id, updatedAt }) => id === database?.id && updatedAt === database.updatedAt);
  if (database?.buildState !== "building" || summary === undefined) return database;
  return { ...database, ...summary };
}

/** All of them, without their SQL. */
export function useDatabases(initialData: DatabaseSummary[]): DatabaseSummary[] {
  const { data } = useQuery({
    queryKey: listKey,
    queryFn: ({ signal }) => listDatabases(signal),
    initialData,
    refetchInterval: ({ state }) =>
      state.data?.some(({ buildState }) => buildState === "building") ? buildingPollMs : false,
  });
  return data;
}
