import { classNames } from "@/components/ui/class-names";

interface SkeletonProps {
  /** The size of what will stand here, such as "h-4 w-48". */
  className: string;
}

/** A still placeholder, never wider than its place: nothing on a page moves that the person did not move. */
export function Skeleton({ className }: SkeletonProps) {
  return <div aria-hidden="true" className={classNames("max-w-full rounded bg-hairline/60", className)} />;
}
