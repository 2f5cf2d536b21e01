import type { ReactNode } from "react";
import { AppHeader } from "@/components/shell/app-header";
import { PageFrame } from "@/components/shell/page-frame";
import { requireViewer } from "@/lib/http/page-viewer";

/** In a route group, so that its skeleton is not shown for an exercise's own page below. */
export default async function ExercisesLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  return (
    <>
      <AppHeader viewer={viewer} />
      <PageFrame title="Exercises">{children}</PageFrame>
    </>
  );
}
