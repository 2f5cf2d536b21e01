"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const tabs = [
  { href: "/course/exercises", label: "Exercises" },
  { href: "/course/databases", label: "Databases" },
  { href: "/course/files", label: "Files" },
] as const;

/** The parts of what teachers write. */
export function CourseTabs() {
  const pathname = usePathname();
  return (
    <nav aria-label="Course" className="mt-4 flex flex-wrap gap-x-6 border-b">
      {tabs.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className="-mb-px border-b-2 border-transparent py-2 text-base text-ink-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
