import type { ReactNode } from "react";

export function CourseEmpty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t py-16 text-center">
      <p className="text-base font-medium">{title}</p>
      <p className="mx-auto mt-1 max-w-md text-base text-ink-muted">{children}</p>
    </div>
  );
}
