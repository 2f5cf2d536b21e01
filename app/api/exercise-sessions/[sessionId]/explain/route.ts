import { apiRoute } from "@/lib/http/api-route";
import { explainBodySchema } from "@/lib/schemas/plan";

export const POST = apiRoute({
  body: explainBodySchema,
  handle: async ({ viewer, body, services, param }) => {
    await services.queryGate.admit(viewer.id);
    return Response.json(await services.sessions.explain(viewer, param("sessionId"), body));
  },
});
