import Link from "next/link";
import { LocalTime } from "@/components/admin/local-time";
import type { FleetConnection } from "@/components/admin/use-fleet";
import { StatusDot } from "@/components/ui/status-dot";

interface FleetFreshnessProps {
  connection: FleetConnection;
  /** ISO 8601. */
  at: string;
}

/** Whether the page is of now; and if not, of when. */
export function FleetFreshness({ connection, at }: FleetFreshnessProps) {
  return (
    <p role="status" className="flex items-start gap-1.5 text-sm text-ink-muted [&>svg]:mt-[5px]">
      <StatusDot tone={connection === "live" ? "ready" : "failed"} />
      {connection === "live" ? "Live" : <Problem connection={connection} at={at} />}
    </p>
  );
}

function Problem({ connection, at }: FleetFreshnessProps) {
  if (connection === "not-allowed") return <span className="text-ink">Your account is no administrator any more.</span>;
  if (connection === "signed-out") {
    return (
      <span>
        You are signed out.{" "}
        <Link href="/sign-in?callbackUrl=/fleet" className="font-medium text-accent underline underline-offset-4">
          Sign in again
        </Link>
      </span>
    );
  }
  return (
    <span className="text-ink">
      Carrel cannot be reached. The page is of <LocalTime at={at} seconds />; trying again.
    </span>
  );
}
