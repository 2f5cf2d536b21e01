import { describe, expect, it } from "vitest";
import type { ClassSession } from "@/lib/schemas/session";
import { describeClass, inClassOrder } from "./class-order";

function open(name: string, title: string): ClassSession {
  const times = {
    createdAt: "2025-01-01T10:00:00Z",
    lastActiveAt: "2025-01-01T10:00:00Z",
    expiresAt: "2025-01-08T10:00:00Z",
  };
  const session = { id: `${name} ${title}`, exerciseId: title, studentId: name, state: "ready" as const, ...times };
  return {
    session: { ...session, containerName: null, port: null, queuePosition: null },
    student: { id: name, name, email: `${name}@example.org` },
    exercise: { id: title, slug: title, title },
  };
}

describe("inClassOrder", () => {
  it("sorts by student, then by exercise, whatever order the answer had", () => {
    const order = inClassOrder([open("Bo", "Joins"), open("Ada", "Joins"), open("Ada", "Groups")]);
    expect(order.map(({ session }) => session.id)).toEqual(["Ada Groups", "Ada Joins", "Bo Joins"]);
  });
});

describe("describeClass", () => {
  it("counts a student with two databases once", () => {
    expect(describeClass([open("Ada", "Joins"), open("Ada", "Groups")])).toBe("1 student has 2 databases open");
    expect(describeClass([open("Ada", "Joins"), open("Bo", "Joins")])).toBe("2 students have 2 databases open");
    expect(describeClass([open("Ada", "Joins")])).toBe("1 student has 1 database open");
  });

  it("says so where nobody is there", () => {
    expect(describeClass([])).toBe("Nobody has a database open");
  });
});
