import { apiRoute } from "@/lib/http/api-route";
import { authoringMaxBytes, authorRoles } from "@/lib/http/authoring-route";
import { createDatabaseBodySchema } from "@/lib/schemas/exercise-database";

export const GET = apiRoute({
  roles: authorRoles,
  handle: async ({ services }) => Response.json({ databases: await services.databaseAuthoring.list() }),
});

export const POST = apiRoute({
  roles: authorRoles,
  body: createDatabaseBodySchema,
  maxBytes: authoringMaxBytes,
  handle: async ({ body, services }) =>
    Response.json({ database: await services.databaseAuthoring.create(body) }, { status: 201 }),
});
