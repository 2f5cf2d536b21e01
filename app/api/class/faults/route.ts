import { apiRoute } from "@/lib/http/api-route";

export const GET = apiRoute({
  roles: ["teacher", "admin"],
  handle: async ({ services }) => Response.json({ faults: await services.templateFaults.listOutOfService() }),
});
