import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import type { SessionOrder, SortKey } from "@/components/admin/sort-sessions";
import { classNames } from "@/components/ui/class-names";

interface SortHeadingProps {
  sortKey: SortKey;
  order: SessionOrder;
  onSort: (key: SortKey) => void;
  /** Figures stand at the right edge. */
  figures?: boolean;
  className?: string;
  children: ReactNode;
}

export function SortHeading({ sortKey, order, onSort, figures = false, className, children }: SortHeadingProps) {
  const sorted = order.key === sortKey;
  const Arrow = order.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={sorted ? (order.descending ? "descending" : "ascending") : undefined}
      className={classNames("border-b border-hairline pr-4", className)}
    >
      <button
        type="button"
        onClick={() => onSort(sortKey)}
        className={classNames(
          "flex h-8 w-full items-center gap-1 rounded text-xs font-medium",
          figures && "flex-row-reverse",
          sorted ? "text-ink" : "text-ink-muted hover:text-ink",
        )}
      >
        {children}
        <Arrow aria-hidden className={classNames("size-3 shrink-0", !sorted && "invisible")} />
      </button>
    </th>
  );
}
