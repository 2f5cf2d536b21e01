import type { ReactNode } from "react";

interface FormActionsProps {
  /** How things stand. */
  words: string;
  children: ReactNode;
}

/** The line at the foot of a form, which stays in sight. */
export function FormActions({ words, children }: FormActionsProps) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-paper px-4 py-3 sm:-mx-6 sm:px-6">
      <p role="status" className="mr-auto text-ink-muted">
        {words}
      </p>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
