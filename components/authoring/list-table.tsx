import type { ReactNode } from "react";

interface ListTableProps {
  caption: string;
  /** `ListHeading`s. */
  headings: ReactNode;
  /** The rows. */
  children: ReactNode;
}

/** A list of the course. With large letters it is wider than the page, and scrolls by itself. */
export function ListTable({ caption, headings, children }: ListTableProps) {
  return (
    <div className="relative overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{headings}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
