import { apiRoute } from "@/lib/http/api-route";
import { createLessonBodySchema } from "@/lib/schemas/lesson";

const roles = ["teacher", "admin"] as const;

export const GET = apiRoute({
  roles,
  handle: async ({ viewer, services }) => Response.json({ lessons: await services.lessons.listLessons(viewer) }),
});

export const POST = apiRoute({
  roles,
  body: createLessonBodySchema,
  handle: async ({ viewer, body, services }) =>
    Response.json({ lesson: await services.lessons.prepareLesson(viewer, body) }, { status: 201 }),
});
