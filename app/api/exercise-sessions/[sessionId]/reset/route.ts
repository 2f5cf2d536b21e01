import { apiRoute } from "@/lib/http/api-route";

export const POST = apiRoute({
  handle: async ({ viewer, services, param }) =>
    Response.json({ session: await services.sessions.resetSession(viewer, param("sessionId")) }),
});
