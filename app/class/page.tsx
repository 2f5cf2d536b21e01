import type { Metadata } from "next";
import { requireTeacher } from "@/app/require-teacher";
import { ClassDashboard } from "@/components/teacher/class-dashboard";
import { DatabaseFaults } from "@/components/teacher/database-faults";
import { LessonSection } from "@/components/teacher/lesson-section";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Class" };

/** A lesson's number of students, until somebody says otherwise, where nobody is enrolled or everybody is. */
const usualClassSize = 30;

export default async function ClassPage() {
  const viewer = await requireTeacher("/class");
  const { sessions, lessons, templateFaults, exercises, courses } = getServices();
  const [open, prepared, faults, all, studentIds] = await Promise.all([
    sessions.listClassSessions(viewer),
    lessons.listLessons(viewer),
    templateFaults.listOutOfService(),
    exercises.listExercises(),
    courses.listStudentIds(viewer),
  ]);
  return (
    <>
      <DatabaseFaults initialFaults={faults.map((fault) => ({ ...fault, retryAt: fault.retryAt.toISOString() }))} />
      <LessonSection
        initialLessons={prepared}
        exercises={all.map(({ id, title, topic }) => ({ id, title, topic }))}
        classSize={studentIds === "all" || studentIds.length === 0 ? usualClassSize : studentIds.length}
      />
      <ClassDashboard initialSessions={open} />
    </>
  );
}
