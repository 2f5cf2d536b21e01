import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  roles: ["admin"],
  handle: async ({ viewer, services }) => Response.json({ fleet: await services.fleet.readFleet(viewer) }),
});
