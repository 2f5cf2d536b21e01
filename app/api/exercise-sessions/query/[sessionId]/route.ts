import { AppError } from "@/lib/errors/app-error";
import { apiRoute } from "@/lib/http/api-route";
import { queryBodySchema } from "@/lib/schemas/query";

export const POST = apiRoute({
  direct: "POST /api/exercise-sessions/query/[sessionId]",
  body: queryBodySchema,
  handle: async ({ viewer, body, services, request, param }) => {
    await services.queryGate.admit(viewer.id);
    const { maxSqlBytes } = services.config.query;
    if (Buffer.byteLength(body.sql) > maxSqlBytes) {
      throw new AppError("payload_too_large", {
        publicMessage: `SQL of at most ${maxSqlBytes.toLocaleString("en")} bytes can be run at once.`,
      });
    }
    return Response.json(
      await services.sessions.query(viewer, param("sessionId"), { ...body, caller: request.signal }),
    );
  },
});
