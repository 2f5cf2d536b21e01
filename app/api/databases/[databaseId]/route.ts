import { apiRoute } from "@/lib/http/api-route";
import { authoringMaxBytes, authorRoles } from "@/lib/http/authoring-route";
import { patchDatabaseBodySchema } from "@/lib/schemas/exercise-database";

export const GET = apiRoute({
  roles: authorRoles,
  handle: async ({ services, param }) =>
    Response.json({ database: await services.databaseAuthoring.get(param("databaseId")) }),
});

export const PATCH = apiRoute({
  roles: authorRoles,
  body: patchDatabaseBodySchema,
  maxBytes: authoringMaxBytes,
  handle: async ({ body, services, param }) =>
    Response.json({ database: await services.databaseAuthoring.update(param("databaseId"), body) }),
});

export const DELETE = apiRoute({
  roles: authorRoles,
  handle: async ({ services, param }) => {
    await services.databaseAuthoring.remove(param("databaseId"));
    return new Response(null, { status: 204 });
  },
});
