import type { ReactNode } from "react";
import type { UserRole } from "@/lib/schemas/user";

/** Nothing has been published yet. */
export function NoExercises({ role }: { role: UserRole }) {
  return (
    <Notice title="No exercises yet">
      {role === "student"
        ? "Your teacher has not published any. They will stand here as soon as one is; there is nothing you need to do."
        : "Write one on the page “Course”, or bring a course from files there. What is published stands here."}
    </Notice>
  );
}

interface NoMatchProps {
  onClear: () => void;
}

/** There are exercises, but not with this filter. */
export function NoMatch({ onClear }: NoMatchProps) {
  return (
    <Notice title="No exercise matches">
      Try fewer words, or{" "}
      <button type="button" onClick={onClear} className="rounded font-medium text-accent underline underline-offset-4">
        show all exercises
      </button>
      .
    </Notice>
  );
}

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t py-16 text-center">
      <p className="text-base font-medium">{title}</p>
      <p className="mx-auto mt-1 max-w-md text-base text-ink-muted">{children}</p>
    </div>
  );
}
