import "server-only";
import { forbidden } from "next/navigation";
import { requireViewer } from "@/lib/http/page-viewer";
import type { Viewer } from "@/lib/schemas/user";

/**
 * Who is signed in, where they teach; otherwise the sign-in page, or the page that says no with status 403.
 * @param returnPath where whoever signs in comes back to
 */
export async function requireTeacher(returnPath: string): Promise<Viewer> {
  const viewer = await requireViewer(returnPath);
  if (viewer.role === "student") forbidden();
  return viewer;
}
