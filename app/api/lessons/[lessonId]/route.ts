import { apiRoute } from "@/lib/http/api-route";

export const DELETE = apiRoute({
  roles: ["teacher", "admin"],
  handle: async ({ viewer, services, param }) => {
    await services.lessons.cancelLesson(viewer, param("lessonId"));
    return new Response(null, { status: 204 });
  },
});
