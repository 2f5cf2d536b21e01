import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ viewer, services, param }) =>
    Response.json({ consoles: await services.sessions.readConsoles(viewer, param("sessionId")) }),
});
