import { apiRoute } from "@/lib/http/api-route";

/** One's right answer beside the reference, both with their plans; 403 before there is one. */
export const GET = apiRoute({
  handle: async ({ viewer, services, param }) =>
    Response.json({ comparison: await services.grading.compareSolutions(viewer, param("sessionId")) }),
});
