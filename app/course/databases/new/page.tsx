import type { Metadata } from "next";
import { FormPage } from "@/app/course/form-page";
import { requireTeacher } from "@/app/require-teacher";
import { DatabaseForm } from "@/components/authoring/database-form";

export const metadata: Metadata = { title: "New database" };

export default async function NewDatabasePage() {
  const viewer = await requireTeacher("/course/databases/new");
  return (
    <FormPage viewer={viewer} title="New database" list="databases">
      <DatabaseForm database={null} exercises={[]} viewerId={viewer.id} />
    </FormPage>
  );
}
