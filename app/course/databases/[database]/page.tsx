import type { Metadata } from "next";
import { FormPage } from "@/app/course/form-page";
import { orNotFound } from "@/app/course/or-not-found";
import { requireTeacher } from "@/app/require-teacher";
import { DatabasePage } from "@/components/authoring/database-page";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Database" };

interface AuthoredDatabasePageProps {
  params: Promise<{ database: string }>;
}

export default async function AuthoredDatabasePage({ params }: AuthoredDatabasePageProps) {
  const name = (await params).database;
  const viewer = await requireTeacher(`/course/databases/${name}`);
  const { databaseAuthoring } = getServices();
  const { id, title } = await orNotFound(databaseAuthoring.getSummary(decodeURIComponent(name)));
  return (
    <FormPage viewer={viewer} title={title} list="databases">
      <DatabasePage key={id} id={id} exercises={await databaseAuthoring.listExercises(id)} viewerId={viewer.id} />
    </FormPage>
  );
}
