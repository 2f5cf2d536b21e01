import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface ListHeadingProps {
  align?: "left" | "right";
  /** The width of screen from which the column has a place of its own. */
  from?: keyof typeof shownFrom;
  /** For readers alone. */
  isSilent?: boolean;
  children: ReactNode;
}

const shownFrom = { sm: "hidden sm:table-cell", md: "hidden md:table-cell", lg: "hidden lg:table-cell" };

/** A row's cell, but for the last. */
export const cellClass = "border-b border-hairline py-2.5 pr-6 align-middle";

export function ListHeading({ align = "left", from, isSilent = false, children }: ListHeadingProps) {
  return (
    <th
      scope="col"
      className={classNames(
        "border-b border-hairline py-2 pr-6 text-xs font-medium text-ink-muted",
        align === "right" ? "text-right" : "text-left",
        from && shownFrom[from],
      )}
    >
      {isSilent ? <span className="sr-only">{children}</span> : children}
    </th>
  );
}
