import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Not allowed" };

export default function ForbiddenPage() {
  return (
    <MessagePage
      title="You may not open this page"
      actions={
        <Link href="/exercises" className={buttonClass({ variant: "primary" })}>
          Go to the exercises
        </Link>
      }
    >
      <p>
        You are signed in, but your account does not have the role it takes. If you teach here or look after Carrel, ask
        an administrator for the role.
      </p>
    </MessagePage>
  );
}
