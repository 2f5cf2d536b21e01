import { apiRoute } from "@/lib/http/api-route";

export const POST = apiRoute({
  direct: "POST /api/exercise-sessions/[sessionId]/reset",
  handle: async ({ viewer, services, param }) =>
    Response.json({ session: await services.sessions.resetSession(viewer, param("sessionId")) }),
});
