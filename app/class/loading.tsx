import { ClassSkeleton } from "@/components/teacher/class-skeleton";

export default function ClassLoading() {
  return <ClassSkeleton />;
}
