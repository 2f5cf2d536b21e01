import { admitSql } from "@/lib/http/admit-sql";
import { apiRoute } from "@/lib/http/api-route";
import { explainBodySchema } from "@/lib/schemas/plan";

export const POST = apiRoute({
  body: explainBodySchema,
  handle: async ({ viewer, body, services, request, param }) => {
    await admitSql(services, { userId: viewer.id, sql: body.sql });
    return Response.json(
      await services.sessions.explain(viewer, param("sessionId"), { ...body, caller: request.signal }),
    );
  },
});
