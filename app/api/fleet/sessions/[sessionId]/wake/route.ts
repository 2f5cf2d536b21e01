import { apiRoute } from "@/lib/http/api-route";

export const POST = apiRoute({
  roles: ["admin"],
  handle: async ({ viewer, services, param }) => {
    await services.fleet.wakeSession(viewer, param("sessionId"));
    return new Response(null, { status: 204 });
  },
});
