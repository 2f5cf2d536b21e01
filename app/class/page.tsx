import type { Metadata } from "next";
import { requireTeacher } from "@/app/class/require-teacher";
import { ClassDashboard } from "@/components/teacher/class-dashboard";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Class" };

export default async function ClassPage() {
  const viewer = await requireTeacher();
  return <ClassDashboard initialSessions={await getServices().sessions.listClassSessions(viewer)} />;
}
