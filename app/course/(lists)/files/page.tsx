import { Download } from "lucide-react";
import type { Metadata } from "next";
import { requireTeacher } from "@/app/require-teacher";
import { FormSection } from "@/components/authoring/form-section";
import { ImportPanel } from "@/components/authoring/import-panel";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Files of the course" };

export default async function CourseFilesPage() {
  await requireTeacher("/course/files");
  return (
    <div className="[&>section:first-child]:border-t-0">
      <FormSection
        title="Import"
        about="A zip or a folder in the form of content/, or single exercises. You see what would come of it first."
      >
        <ImportPanel />
      </FormSection>
      <FormSection title="Export" about="Everything, as files that can be kept in version control and brought back.">
        <div>
          <a href="/api/content" download className={buttonClass({ wraps: true })}>
            <Download aria-hidden className="size-4" />
            Download the whole course
          </a>
        </div>
      </FormSection>
    </div>
  );
}
