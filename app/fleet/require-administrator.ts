import "server-only";
import { forbidden } from "next/navigation";
import { requireViewer } from "@/lib/http/page-viewer";
import type { Viewer } from "@/lib/schemas/user";

/** Who is signed in, where they look after Carrel; otherwise the sign-in page, or the page that says no with status 403. */
export async function requireAdministrator(): Promise<Viewer> {
  const viewer = await requireViewer("/fleet");
  if (viewer.role !== "admin") forbidden();
  return viewer;
}
