import { PickerSkeleton } from "@/components/exercise-picker/picker-skeleton";

export default function ExercisesLoading() {
  return <PickerSkeleton />;
}
