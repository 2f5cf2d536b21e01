import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  roles: ["teacher", "admin"],
  handle: async ({ viewer, services }) =>
    Response.json({ sessions: await services.sessions.listClassSessions(viewer) }),
});
