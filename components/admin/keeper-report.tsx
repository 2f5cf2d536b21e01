import { FleetSection } from "@/components/admin/fleet-section";
import { formatDuration } from "@/components/admin/format-figure";
import { KeeperNextSteps } from "@/components/admin/keeper-next-steps";
import { KeeperSteps } from "@/components/admin/keeper-steps";
import { LocalTime } from "@/components/admin/local-time";
import { formatElapsed } from "@/components/shell/format-elapsed";
import { StatusDot } from "@/components/ui/status-dot";
import type { FleetKeeper, KeeperRound } from "@/lib/schemas/fleet";

interface KeeperReportProps {
  keeper: FleetKeeper;
  at: string;
}

/** What the keeper did last, and what it will do. */
export function KeeperReport({ keeper, at }: KeeperReportProps) {
  const { active, latest, busy } = keeper;
  return (
    <FleetSection title="Keeper" summary={<KeeperStatus active={active} />}>
      {latest === null ? (
        <p className="border-t py-6 text-ink-muted">No keeper has finished a round yet.</p>
      ) : (
        <div className="grid gap-x-8 gap-y-6 border-t pt-4 md:grid-cols-2">
          <div className="min-w-0">
            <RoundHeading title="Last round" round={latest} at={at} />
            <KeeperSteps round={latest} />
            {busy === null || busy.at === latest.at ? null : (
              <div className="mt-5">
                <RoundHeading title="Last round with something to do" round={busy} at={at} />
                <KeeperSteps round={busy} />
              </div>
            )}
          </div>
          <div className="min-w-0">
            <h3 className="font-medium">Next</h3>
            <KeeperNextSteps steps={latest.nextSteps} />
          </div>
        </div>
      )}
    </FleetSection>
  );
}

function KeeperStatus({ active }: { active: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusDot tone={active ? "ready" : "failed"} />
      {active ? "at work" : "not at work"}
    </span>
  );
}

function RoundHeading({ title, round, at }: { title: string; round: KeeperRound; at: string }) {
  const ageMs = Date.parse(at) - Date.parse(round.at);
  return (
    <>
      <h3 className="font-medium">{title}</h3>
      <p className="text-ink-muted tabular-nums">
        <LocalTime at={round.at} seconds />, took {formatDuration(round.durationMs)}
        {ageMs > 60_000 ? `, ${formatElapsed(ageMs)} ago` : ""}
      </p>
    </>
  );
}
