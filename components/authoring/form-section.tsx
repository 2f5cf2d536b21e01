import type { ReactNode } from "react";

interface FormSectionProps {
  title: string;
  /** What it is for, beneath the title. */
  about?: ReactNode;
  children: ReactNode;
}

/** A part of a form: its name at the left as in a book's margin, its fields beside it. */
export function FormSection({ title, about, children }: FormSectionProps) {
  return (
    <section className="border-t py-8 md:grid md:grid-cols-[12rem_1fr] md:gap-8">
      <div className="mb-5 md:mb-0">
        <h2 className="text-base font-semibold text-ink">{title}</h2>
        {about === undefined ? null : <p className="mt-1 max-w-prose text-sm text-ink-muted">{about}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </section>
  );
}
