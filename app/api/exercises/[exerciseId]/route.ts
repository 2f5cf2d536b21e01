import { AppError } from "@/lib/errors/app-error";
import { apiRoute } from "@/lib/http/api-route";
import { authoringMaxBytes, authorRoles } from "@/lib/http/authoring-route";
import { patchExerciseBodySchema } from "@/lib/schemas/authored-exercise";

export const GET = apiRoute({
  handle: async ({ services, param }) => {
    const exercise = await services.exercises.findExercise(param("exerciseId"));
    if (!exercise) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
    return Response.json({ exercise });
  },
});

export const PATCH = apiRoute({
  roles: authorRoles,
  body: patchExerciseBodySchema,
  maxBytes: authoringMaxBytes,
  handle: async ({ viewer, body, services, param }) =>
    Response.json({ exercise: await services.exerciseAuthoring.update(viewer, param("exerciseId"), body) }),
});

export const DELETE = apiRoute({
  roles: authorRoles,
  handle: async ({ services, param }) => {
    await services.exerciseAuthoring.remove(param("exerciseId"));
    return new Response(null, { status: 204 });
  },
});
