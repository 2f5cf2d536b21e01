import { apiRoute } from "@/lib/http/api-route";
import { eventStream } from "@/lib/http/event-stream";

export const GET = apiRoute({
  roles: ["admin"],
  handle: async ({ viewer, services, request }) => {
    const gone = new AbortController();
    request.signal.addEventListener("abort", () => gone.abort(), { once: true });
    return eventStream("fleet", services.fleet.watchFleet(viewer, gone.signal), () => gone.abort());
  },
});
