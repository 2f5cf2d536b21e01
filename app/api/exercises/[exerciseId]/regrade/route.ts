import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";

export const POST = apiRoute({
  roles: authorRoles,
  handle: async ({ services, param }) => Response.json(await services.exerciseAuthoring.regrade(param("exerciseId"))),
});
