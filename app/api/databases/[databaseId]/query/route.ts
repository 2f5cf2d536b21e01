import { admitSql } from "@/lib/http/admit-sql";
import { apiRoute } from "@/lib/http/api-route";
import { sharedQueryBodySchema } from "@/lib/schemas/query";

export const POST = apiRoute({
  body: sharedQueryBodySchema,
  handle: async ({ viewer, body, services, param }) => {
    await admitSql(services, { userId: viewer.id, sql: body.sql });
    return Response.json(await services.sharedQueries.run(viewer, param("databaseId"), body));
  },
});
