import { cache } from "react";
import { requireViewer } from "@/lib/http/page-viewer";
import { getServices } from "@/lib/services";

/**
 * Who is here and which exercise they opened, or null where there is no such exercise. Layout, title and page need the
 * same, and it is read once. Nobody who is not signed in learns what exists.
 */
export const findOpenedExercise = cache(async (idOrSlug: string) => {
  const viewer = await requireViewer(`/exercises/${idOrSlug}`);
  const exercise = await getServices().exercises.findExercise(decodeURIComponent(idOrSlug));
  return exercise === null ? null : { viewer, exercise };
});
