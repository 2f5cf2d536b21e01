import "server-only";
import { getServices } from "@/lib/services";

/** What an exercise's form lets choose from: the databases, and the topics that there are. */
export async function readFormChoices() {
  const { databaseAuthoring, exerciseAuthoring } = getServices();
  const [databases, exercises] = await Promise.all([databaseAuthoring.list(), exerciseAuthoring.listSummaries()]);
  return {
    databases: databases.map(({ id, title, buildState }) => ({ id, title, buildState })),
    topics: [...new Set(exercises.flatMap(({ topic }) => topic ?? []))],
  };
}
