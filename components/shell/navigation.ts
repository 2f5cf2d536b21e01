import type { UserRole } from "@/lib/schemas/user";

interface Place {
  href: "/exercises" | "/class";
  label: string;
}

/** The places that a role may go to, in order. */
export function navigationOf(role: UserRole): Place[] {
  const exercises: Place = { href: "/exercises", label: "Exercises" };
  return role === "student" ? [exercises] : [exercises, { href: "/class", label: "Class" }];
}
