import type { UserRole } from "@/lib/schemas/user";

interface Place {
  href: "/exercises" | "/course" | "/class" | "/fleet";
  label: string;
}

const exercises: Place = { href: "/exercises", label: "Exercises" };
const course: Place = { href: "/course", label: "Course" };
const classPlace: Place = { href: "/class", label: "Class" };
const fleet: Place = { href: "/fleet", label: "Fleet" };

const places: Record<UserRole, Place[]> = {
  student: [exercises],
  teacher: [exercises, course, classPlace],
  admin: [exercises, course, classPlace, fleet],
};

/** The places that a role may go to, in order. */
export function navigationOf(role: UserRole): Place[] {
  return places[role];
}
