import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";

interface Crumb {
  label: string;
  href?: string;
}

interface BreadcrumbProps {
  /** From the widest to the page itself, which is the last and has no link. On a phone only the last is shown. */
  crumbs: Crumb[];
}

export function Breadcrumb({ crumbs }: BreadcrumbProps) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm">
        {crumbs.map(({ label, href }, index) => (
          <Fragment key={label}>
            {index === crumbs.length - 1 ? (
              <li aria-current="page" className="truncate font-medium text-ink">
                {label}
              </li>
            ) : (
              <li className="hidden shrink-0 items-center gap-1.5 text-ink-muted md:flex">
                {href === undefined ? (
                  label
                ) : (
                  <Link href={href} className="rounded hover:text-ink hover:underline hover:underline-offset-2">
                    {label}
                  </Link>
                )}
                <ChevronRight aria-hidden className="size-3.5 text-ink-faint" />
              </li>
            )}
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
