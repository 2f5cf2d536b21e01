import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  handle: async ({ viewer, services, param }) => {
    const connection = await services.sessions.getConnection(viewer, param("sessionId"));
    return Response.json({ connection }, { headers: { "Cache-Control": "no-store" } });
  },
});
