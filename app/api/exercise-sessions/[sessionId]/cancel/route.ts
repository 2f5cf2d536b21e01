import { apiRoute } from "@/lib/http/api-route";
import { cancelBodySchema } from "@/lib/schemas/query";

export const POST = apiRoute({
  body: cancelBodySchema,
  handle: async ({ viewer, body, services, param }) =>
    Response.json({ cancelled: await services.sessions.cancel(viewer, param("sessionId"), body.console) }),
});
