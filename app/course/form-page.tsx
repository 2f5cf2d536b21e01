import Link from "next/link";
import type { ReactNode } from "react";
import { AppHeader } from "@/components/shell/app-header";
import { PageFrame } from "@/components/shell/page-frame";
import type { Viewer } from "@/lib/schemas/user";

interface FormPageProps {
  viewer: Viewer;
  title: string;
  /** The list that it belongs to. */
  list: "exercises" | "databases";
  children: ReactNode;
}

const lists = {
  exercises: { href: "/course/exercises", label: "All exercises" },
  databases: { href: "/course/databases", label: "All databases" },
} as const;

/** A page of one form, with the way back to its list. */
export function FormPage({ viewer, title, list, children }: FormPageProps) {
  const { href, label } = lists[list];
  return (
    <>
      <AppHeader viewer={viewer} />
      <PageFrame
        title={title}
        wide
        aside={
          <Link href={href} className="rounded text-accent underline underline-offset-4">
            {label}
          </Link>
        }
      >
        {children}
      </PageFrame>
    </>
  );
}
