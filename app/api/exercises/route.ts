import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ services }) => Response.json({ exercises: await services.exercises.listExercises() }),
});
