import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Not allowed" };

export default function ForbiddenPage() {
  return (
    <MessagePage
      title="This page is for teachers"
      actions={
        <Link href="/exercises" className={buttonClass({ variant: "primary" })}>
          Go to the exercises
        </Link>
      }
    >
      <p>You are signed in, but your account may not open it. If you teach here, ask an administrator for the role.</p>
    </MessagePage>
  );
}
