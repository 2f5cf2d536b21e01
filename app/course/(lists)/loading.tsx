import { CourseSkeleton } from "@/components/authoring/course-skeleton";

export default function CourseLoading() {
  return <CourseSkeleton />;
}
