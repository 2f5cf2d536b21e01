import { apiRoute } from "@/lib/http/api-route";
import { eventStream } from "@/lib/http/event-stream";

export const GET = apiRoute({
  handle: async ({ viewer, services, request, param }) => {
    const gone = new AbortController();
    request.signal.addEventListener("abort", () => gone.abort(), { once: true });
    const events = await services.sessions.watchSession(viewer, param("sessionId"), gone.signal);
    return eventStream("session", events, () => gone.abort());
  },
});
