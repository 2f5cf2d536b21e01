import type { Metadata } from "next";
import { requireTeacher } from "@/app/require-teacher";
import { DatabaseList } from "@/components/authoring/database-list";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Databases of the course" };

export default async function CourseDatabasesPage() {
  await requireTeacher("/course/databases");
  return <DatabaseList initialDatabases={await getServices().databaseAuthoring.list()} />;
}
