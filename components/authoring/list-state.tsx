import type { ReactNode } from "react";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";

/** How a row of a list stands, in a word or two; on a phone they take the lines that they need. */
export function ListState({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-ink sm:whitespace-nowrap">
      <StatusDot tone={tone} />
      {children}
    </span>
  );
}
