import type { ReactNode } from "react";
import { requireAdministrator } from "@/app/fleet/require-administrator";
import { AppHeader } from "@/components/shell/app-header";
import { PageFrame } from "@/components/shell/page-frame";

/** Asks for the role before anything is streamed, so that the answer's status can be 403. The page asks again. */
export default async function FleetLayout({ children }: { children: ReactNode }) {
  const viewer = await requireAdministrator();
  return (
    <>
      <AppHeader viewer={viewer} />
      <PageFrame title="Fleet" wide>
        {children}
      </PageFrame>
    </>
  );
}
