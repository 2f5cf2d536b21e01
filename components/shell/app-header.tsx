import Link from "next/link";
import type { ReactNode } from "react";
import { CommandCenter } from "@/components/commands/command-center";
import { HeaderNav } from "@/components/shell/header-nav";
import { navigationOf } from "@/components/shell/navigation";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { UserMenu } from "@/components/shell/user-menu";
import { Wordmark } from "@/components/shell/wordmark";
import type { Viewer } from "@/lib/schemas/user";

interface AppHeaderProps {
  viewer: Viewer;
  /** Takes the place of the navigation: Breadcrumb, in the workspace. */
  breadcrumb?: ReactNode;
  /** What the page has to say at the right edge: the session's state, a few icon buttons. */
  children?: ReactNode;
}

/** With more of them, a phone has no room for the name beside. */
const mostPlacesBeside = 3;

/** The line at the top of every page, 48 px high; two lines where letters are large and the page is narrow. */
export function AppHeader({ viewer, breadcrumb, children }: AppHeaderProps) {
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 border-b bg-surface px-3 sm:gap-x-4 sm:px-4">
      <Link href="/exercises" className="-mx-1 flex h-8 shrink-0 items-center rounded px-1">
        <Wordmark compact={breadcrumb !== undefined || navigationOf(viewer.role).length > mostPlacesBeside} />
      </Link>
      <div className="min-w-0 flex-1 basis-20">{breadcrumb ?? <HeaderNav role={viewer.role} />}</div>
      <div className="ml-auto flex max-w-full items-center gap-1 sm:gap-2">
        {children}
        <CommandCenter viewer={viewer} />
        <ThemeToggle />
        <UserMenu viewer={viewer} />
      </div>
    </header>
  );
}
