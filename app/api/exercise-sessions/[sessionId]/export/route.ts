import { admitSql } from "@/lib/http/admit-sql";
import { apiRoute } from "@/lib/http/api-route";
import { exportResponse } from "@/lib/http/export-response";
import { exportBodySchema } from "@/lib/schemas/query";

export const POST = apiRoute({
  body: exportBodySchema,
  handle: async ({ viewer, body, services, request, param }) => {
    await admitSql(services, { userId: viewer.id, sql: body.sql });
    const { opened, name } = await services.sessions.exportResult(viewer, param("sessionId"), {
      ...body,
      caller: request.signal,
    });
    return exportResponse({ opened, name, format: body.format, signal: request.signal });
  },
});
