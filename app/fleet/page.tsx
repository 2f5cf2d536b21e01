import type { Metadata } from "next";
import { requireAdministrator } from "@/app/fleet/require-administrator";
import { FleetDashboard } from "@/components/admin/fleet-dashboard";
import { getServices } from "@/lib/services";

export const metadata: Metadata = { title: "Fleet" };

export default async function FleetPage() {
  const viewer = await requireAdministrator();
  return <FleetDashboard initialFleet={await getServices().fleet.readFleet(viewer)} />;
}
