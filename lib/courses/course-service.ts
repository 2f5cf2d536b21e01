import "server-only";
import type { Database } from "@/lib/db/database";
import type { Viewer } from "@/lib/schemas/user";

/** Who teaches whom. */
export class CourseService {
  constructor(private readonly database: Database) {}

  /** The students whose work this person may see: those of the courses they teach, or all for an administrator. */
  async listStudentIds(viewer: Viewer): Promise<string[] | "all"> {
    if (viewer.role === "admin") return "all";
    if (viewer.role !== "teacher") return [];
    const members = await this.database.courseMember.findMany({
      where: { role: "student", course: { members: { some: { userId: viewer.id, role: "teacher" } } } },
      select: { userId: true },
      distinct: ["userId"],
    });
    return members.map((member) => member.userId);
  }

  async mayTeach(viewer: Viewer, studentId: string): Promise<boolean> {
    const students = await this.listStudentIds(viewer);
    return students === "all" || students.includes(studentId);
  }
}
