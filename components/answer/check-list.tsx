import { Check as CheckMark, Info, X } from "lucide-react";
import { MessageText } from "@/components/answer/message-text";
import { RowDiff } from "@/components/answer/row-diff";
import type { Check } from "@/lib/schemas/submission";

/** Some of a verdict's checks under a heading of their own; a sign and words tell what passed. */
export function CheckList({ title, checks }: { title: string; checks: Check[] }) {
  if (checks.length === 0) return null;
  return (
    <section className="mt-4">
      <h2 className="font-medium text-ink-muted text-xs">{title}</h2>
      <ul className="mt-1 space-y-1">
        {checks.map((check, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: checks of one verdict have no other identity than their order.
          <li key={index}>
            <div className="flex items-start gap-2">
              <Mark check={check} />
              <span className="min-w-0 wrap-anywhere">
                <MessageText text={check.message} />
              </span>
            </div>
            {check.differences.map((difference) => (
              <RowDiff key={difference.table} difference={difference} rowNumber={check.firstDifferentRow} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Mark({ check: { group, passed } }: { check: Check }) {
  if (group === "remark") return <Info aria-label="To notice" className="mt-0.5 size-4 shrink-0 text-ink-muted" />;
  return passed ? (
    <CheckMark aria-label="Right" className="mt-0.5 size-4 shrink-0 text-accent" />
  ) : (
    <X aria-label="Not right" className="mt-0.5 size-4 shrink-0 text-danger" />
  );
}
