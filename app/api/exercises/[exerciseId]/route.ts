import { AppError } from "@/lib/errors/app-error";
import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ services, param }) => {
    const exercise = await services.exercises.findExercise(param("exerciseId"));
    if (!exercise) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
    return Response.json({ exercise });
  },
});
