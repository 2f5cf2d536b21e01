import "server-only";

/** A fresh database for one answer, and the role that alone gets in. Both have one name. */
export interface GradeDatabase {
  name: string;
  password: string;
  /** The set of rows in it: 0 is the one that students see. */
  set: number;
}

const prefix = "grade_";

/** Bears the mark of the process that made it, so that those of a dead process can be told. */
export function gradeDatabaseName(mark: string, number: number): string {
  return `${prefix}${mark}_${number}`;
}

export function markOf(name: string): string | null {
  return /^grade_([a-z0-9]+)_\d+$/.exec(name)?.[1] ?? null;
}

export function graderApplication(mark: string): string {
  return `carrel-grader ${mark}`;
}
