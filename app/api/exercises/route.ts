import { apiRoute } from "@/lib/http/api-route";
import { authoringMaxBytes, authorRoles } from "@/lib/http/authoring-route";
import { createExerciseBodySchema } from "@/lib/schemas/authored-exercise";

export const GET = apiRoute({
  handle: async ({ services }) => Response.json({ exercises: await services.exercises.listExercises() }),
});

export const POST = apiRoute({
  roles: authorRoles,
  body: createExerciseBodySchema,
  maxBytes: authoringMaxBytes,
  handle: async ({ viewer, body, services }) =>
    Response.json({ exercise: await services.exerciseAuthoring.create(viewer, body) }, { status: 201 }),
});
