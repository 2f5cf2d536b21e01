import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface PageFrameProps {
  title: string;
  /** Beside the title, at the right edge. */
  aside?: ReactNode;
  /** For tables of many columns. */
  wide?: boolean;
  children: ReactNode;
}

/** The column of a page that is read rather than worked in. */
export function PageFrame({ title, aside, wide = false, children }: PageFrameProps) {
  return (
    <main className={classNames("mx-auto w-full px-4 pt-8 pb-24 sm:px-6 sm:pt-12", wide ? "max-w-7xl" : "max-w-5xl")}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {aside}
      </div>
      {children}
    </main>
  );
}
