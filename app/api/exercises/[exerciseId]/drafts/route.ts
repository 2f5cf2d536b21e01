import { AppError } from "@/lib/errors/app-error";
import { apiRoute } from "@/lib/http/api-route";
import { saveDraftsBodySchema } from "@/lib/schemas/draft";
import type { Services } from "@/lib/services";

export const GET = apiRoute({
  handle: async ({ viewer, services, param }) => {
    const exerciseId = await getExerciseId(services, param("exerciseId"));
    return Response.json({ drafts: await services.drafts.read({ userId: viewer.id, exerciseId }) });
  },
});

export const PUT = apiRoute({
  body: saveDraftsBodySchema,
  handle: async ({ viewer, body, services, param }) => {
    const exerciseId = await getExerciseId(services, param("exerciseId"));
    return Response.json({ revision: await services.drafts.save({ userId: viewer.id, exerciseId, ...body }) });
  },
});

async function getExerciseId({ exercises }: Services, idOrSlug: string): Promise<string> {
  const exercise = await exercises.findExercise(idOrSlug);
  if (!exercise) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
  return exercise.id;
}
