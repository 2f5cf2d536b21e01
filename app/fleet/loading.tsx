import { FleetSkeleton } from "@/components/admin/fleet-skeleton";

export default function FleetLoading() {
  return <FleetSkeleton />;
}
