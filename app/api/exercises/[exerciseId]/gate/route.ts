import { apiRoute } from "@/lib/http/api-route";
import { authorRoles } from "@/lib/http/authoring-route";

export const POST = apiRoute({
  roles: authorRoles,
  handle: async ({ viewer, services, param }) =>
    Response.json({ report: await services.exerciseAuthoring.tryGate(viewer, param("exerciseId")) }),
});
