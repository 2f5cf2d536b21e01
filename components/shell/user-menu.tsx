"use client";

import { LogOut } from "lucide-react";
import Link from "next/link";
import { initialsOf } from "@/components/shell/initials";
import { navigationOf } from "@/components/shell/navigation";
import { signOut } from "@/components/shell/sign-out";
import { Menu, MenuItem, MenuLinkItem, MenuSeparator } from "@/components/ui/menu";
import type { UserRole, Viewer } from "@/lib/schemas/user";

const roleNames: Record<UserRole, string> = { student: "Student", teacher: "Teacher", admin: "Administrator" };

export function UserMenu({ viewer }: { viewer: Viewer }) {
  return (
    <Menu trigger={<UserButton viewer={viewer} />}>
      <div className="px-2 py-1.5">
        <p className="max-w-64 truncate font-medium">{viewer.name}</p>
        <p className="max-w-64 truncate text-xs text-ink-muted">{viewer.email}</p>
        <p className="mt-1 text-xs text-ink-muted">{roleNames[viewer.role]}</p>
      </div>
      <MenuSeparator />
      {navigationOf(viewer.role).map(({ href, label }) => (
        <MenuLinkItem key={href} link={<Link href={href}>{label}</Link>} />
      ))}
      <MenuSeparator />
      <MenuItem onClick={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}

function UserButton({ viewer, ...rest }: { viewer: Viewer }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={`Account of ${viewer.name}`}
      className="inline-flex size-8 items-center justify-center rounded-full"
    >
      <span className="inline-flex size-7 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong">
        {initialsOf(viewer.name)}
      </span>
    </button>
  );
}
