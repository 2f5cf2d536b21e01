import { apiRoute } from "@/lib/http/api-route";
import { drainBodySchema } from "@/lib/schemas/fleet";

export const POST = apiRoute({
  roles: ["admin"],
  body: drainBodySchema,
  handle: async ({ viewer, body, services }) => {
    await services.fleet.setDraining(viewer, body.draining);
    return Response.json(body);
  },
});
