import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  direct: "GET /api/exercise-sessions/[sessionId]",
  handle: async ({ viewer, services, param }) =>
    Response.json({ session: await services.sessions.getSession(viewer, param("sessionId")) }),
});

export const DELETE = apiRoute({
  direct: "DELETE /api/exercise-sessions/[sessionId]",
  handle: async ({ viewer, services, param }) => {
    await services.fleet.endSession(viewer, param("sessionId"));
    return new Response(null, { status: 204 });
  },
});
