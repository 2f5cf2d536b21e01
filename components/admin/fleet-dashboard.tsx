"use client";

import { useRef, useState } from "react";
import { AuditTable } from "@/components/admin/audit-table";
import { CapacityFigures } from "@/components/admin/capacity-figures";
import { CapacityHistory } from "@/components/admin/capacity-history";
import { DrainSwitch } from "@/components/admin/drain-switch";
import type { FleetAct } from "@/components/admin/fleet-act";
import { FleetActDialog } from "@/components/admin/fleet-act-dialog";
import { FleetFreshness } from "@/components/admin/fleet-freshness";
import { FleetSessions } from "@/components/admin/fleet-sessions";
import { FleetWarnings } from "@/components/admin/fleet-warnings";
import { KeeperReport } from "@/components/admin/keeper-report";
import { PoolTable } from "@/components/admin/pool-table";
import { useFleet } from "@/components/admin/use-fleet";
import type { Fleet } from "@/lib/schemas/fleet";

/** The whole installation on one page, for who looks after it. */
export function FleetDashboard({ initialFleet }: { initialFleet: Fleet }) {
  const { fleet, connection } = useFleet(initialFleet);
  const [asked, setAsked] = useState<FleetAct | null>(null);
  const statusRef = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div ref={statusRef} tabIndex={-1} className="outline-none">
          <FleetFreshness connection={connection} at={fleet.at} />
        </div>
        <DrainSwitch draining={fleet.capacity.draining} onAsk={setAsked} />
      </div>
      <FleetWarnings fleet={fleet} />
      <CapacityFigures capacity={fleet.capacity} />
      <CapacityHistory samples={fleet.samples} />
      <FleetSessions sessions={fleet.sessions} at={fleet.at} onAsk={setAsked} />
      <PoolTable pool={fleet.pool} />
      <KeeperReport keeper={fleet.keeper} at={fleet.at} />
      <AuditTable entries={fleet.audit} />
      <FleetActDialog asked={asked} onClose={() => setAsked(null)} focusAfterEnd={statusRef} />
    </>
  );
}
