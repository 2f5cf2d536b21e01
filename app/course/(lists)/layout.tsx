import type { ReactNode } from "react";
import { requireTeacher } from "@/app/require-teacher";
import { CourseTabs } from "@/components/authoring/course-tabs";
import { AppHeader } from "@/components/shell/app-header";
import { PageFrame } from "@/components/shell/page-frame";

/** Asks for the role before anything is streamed, so that the answer's status can be 403. The pages ask again. */
export default async function CourseLayout({ children }: { children: ReactNode }) {
  const viewer = await requireTeacher("/course/exercises");
  return (
    <>
      <AppHeader viewer={viewer} />
      <PageFrame title="Course" wide>
        <CourseTabs />
        {children}
      </PageFrame>
    </>
  );
}
