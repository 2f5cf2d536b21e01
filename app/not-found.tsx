import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <MessagePage
      title="There is nothing at this address"
      actions={
        <Link href="/exercises" className={buttonClass({ variant: "primary" })}>
          Go to the exercises
        </Link>
      }
    >
      <p>The page was moved or withdrawn, or the address has a slip in it. Your databases are as you left them.</p>
    </MessagePage>
  );
}
