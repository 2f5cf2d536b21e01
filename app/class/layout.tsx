import type { ReactNode } from "react";
import { requireTeacher } from "@/app/require-teacher";
import { AppHeader } from "@/components/shell/app-header";
import { PageFrame } from "@/components/shell/page-frame";

/** Asks for the role before anything is streamed, so that the answer's status can be 403. The page asks again. */
export default async function ClassLayout({ children }: { children: ReactNode }) {
  const viewer = await requireTeacher("/class");
  return (
    <>
      <AppHeader viewer={viewer} />
      <PageFrame title="Class">{children}</PageFrame>
    </>
  );
}
