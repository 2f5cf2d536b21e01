import { redirect } from "next/navigation";

export default function CoursePage() {
  redirect("/course/exercises");
}
