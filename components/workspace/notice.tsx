import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface NoticeProps {
  title: string;
  action?: { label: string; onAct: () => void };
  children: ReactNode;
  /** Beneath, over the whole width. */
  more?: ReactNode;
}

/** What stands between the student and their SQL: what happened, what is safe, what to do. */
export function Notice({ title, action, children, more }: NoticeProps) {
  return (
    <div className="shrink-0 border-b bg-raised p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="max-w-prose">
          <p className="font-medium">{title}</p>
          <p className="mt-0.5 text-ink-muted">{children}</p>
        </div>
        {action === undefined ? null : (
          // On a phone the same button stands at the thumb.
          <Button variant="primary" onClick={action.onAct} className="max-md:hidden">
            {action.label}
          </Button>
        )}
      </div>
      {more}
    </div>
  );
}
