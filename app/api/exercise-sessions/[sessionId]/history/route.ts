import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ viewer, services, param }) => {
    // Whoever may see the session may see what was run in it.
    const { id } = await services.sessions.getSession(viewer, param("sessionId"));
    return Response.json({ statements: await services.history.list({ sessionId: id }) });
  },
});
