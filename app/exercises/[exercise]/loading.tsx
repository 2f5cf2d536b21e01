import { WorkspaceSkeleton } from "@/components/workspace/workspace-skeleton";

export default function ExerciseLoading() {
  return <WorkspaceSkeleton />;
}
