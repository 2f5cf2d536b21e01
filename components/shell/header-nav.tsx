"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { navigationOf } from "@/components/shell/navigation";
import type { UserRole } from "@/lib/schemas/user";

/** Students have one place to be, so only who teaches gets links. */
export function HeaderNav({ role }: { role: UserRole }) {
  const pathname = usePathname();
  const places = navigationOf(role);
  if (places.length < 2) return null;
  return (
    <nav aria-label="Main" className="flex h-12 items-stretch gap-4 overflow-x-auto pl-2 [scrollbar-width:none]">
      {places.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href || pathname.startsWith(`${href}/`) ? "page" : undefined}
          className="inline-flex shrink-0 items-center border-y-2 border-transparent text-ink-muted hover:text-ink aria-[current=page]:border-b-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
