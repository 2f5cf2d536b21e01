import type { ReactNode } from "react";

interface PageFrameProps {
  title: string;
  /** Beside the title, at the right edge. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The column of a page that is read rather than worked in. */
export function PageFrame({ title, aside, children }: PageFrameProps) {
  return (
    <main className="mx-auto w-full max-w-5xl px-4 pt-8 pb-24 sm:px-6 sm:pt-12">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {aside}
      </div>
      {children}
    </main>
  );
}
