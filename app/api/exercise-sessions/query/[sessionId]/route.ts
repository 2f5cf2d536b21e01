import { admitSql } from "@/lib/http/admit-sql";
import { apiRoute } from "@/lib/http/api-route";
import { queryBodySchema } from "@/lib/schemas/query";

export const POST = apiRoute({
  direct: "POST /api/exercise-sessions/query/[sessionId]",
  body: queryBodySchema,
  handle: async ({ viewer, body, services, request, param }) => {
    await admitSql(services, { userId: viewer.id, sql: body.sql });
    return Response.json(
      await services.sessions.query(viewer, param("sessionId"), { ...body, caller: request.signal }),
    );
  },
});
