import { admitSql } from "@/lib/http/admit-sql";
import { apiRoute } from "@/lib/http/api-route";
import { submitBodySchema } from "@/lib/schemas/submission";

export const POST = apiRoute({
  direct: "POST /api/exercise-sessions/[sessionId]/submissions",
  body: submitBodySchema,
  handle: async ({ viewer, body, services, param }) => {
    await admitSql(services, { userId: viewer.id, sql: body.sql });
    const submission = await services.grading.submit(viewer, param("sessionId"), body.sql);
    return Response.json({ submission }, { status: 201 });
  },
});

/** One's own answers to the session's exercise, the newest first. */
export const GET = apiRoute({
  handle: async ({ viewer, services, param }) =>
    Response.json({ submissions: await services.grading.listSubmissions(viewer, param("sessionId")) }),
});
