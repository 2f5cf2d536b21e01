import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ viewer, services, param }) =>
    Response.json({ schema: await services.sessions.readSchema(viewer, param("sessionId")) }),
});
