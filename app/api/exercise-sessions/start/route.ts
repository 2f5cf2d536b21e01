import { apiRoute } from "@/lib/http/api-route";
import { startSessionBodySchema } from "@/lib/schemas/session";

export const POST = apiRoute({
  direct: "POST /api/exercise-sessions/start",
  body: startSessionBodySchema,
  handle: async ({ viewer, body, services, request }) => {
    // RFC 7240: the page does not wait; it shows the steps of the start from the event stream.
    const wait = !/\brespond-async\b/i.test(request.headers.get("prefer") ?? "");
    const { session, created } = await services.sessions.startSession(viewer, { exerciseId: body.exerciseId, wait });
    return Response.json({ session }, { status: created ? 201 : 200 });
  },
});
