import { apiRoute } from "@/lib/http/api-route";

/** The hints that are open by now and, once the exercise is solved, its solution. */
export const GET = apiRoute({
  handle: async ({ viewer, services, param }) =>
    Response.json({ help: await services.grading.getHelp(viewer, param("sessionId")) }),
});
