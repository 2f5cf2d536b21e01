import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ viewer, services }) =>
    Response.json({ sessions: await services.sessions.listLiveSessions({ studentId: viewer.id }) }),
});
