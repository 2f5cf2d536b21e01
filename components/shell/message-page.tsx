import type { ReactNode } from "react";
import { Lamp } from "@/components/shell/wordmark";

interface MessagePageProps {
  title: string;
  /** What happened, what is safe, what to do. */
  children: ReactNode;
  /** One button or link, perhaps a second. */
  actions?: ReactNode;
}

/** A whole page for one message: nothing here, not allowed, something broke. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <main className="mx-auto flex min-h-[80dvh] max-w-md flex-col justify-center px-6 py-12">
      <Lamp className="size-9 text-ink" />
      <h1 className="mt-6 text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-base text-ink-muted">{children}</div>
      {actions === undefined ? null : <div className="mt-6 flex flex-wrap gap-2">{actions}</div>}
    </main>
  );
}
