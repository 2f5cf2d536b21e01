import { expect, it } from "vitest";
import { changesSchema } from "@/components/workspace/changes-schema";
import type { StatementResult } from "@/lib/schemas/query";

const shared = { statement: "", durationMs: 1, notices: [] };

function after(kind: "rows" | "command", tag: string): boolean {
  const result: StatementResult =
    kind === "rows"
      ? { ...shared, kind, command: tag, columns: [], rows: [], rowCount: 0, truncated: false }
      : { ...shared, kind, command: tag, rowCount: null };
  return changesSchema({ results: [result], durationMs: 1, transaction: "idle" });
}

it("lists the tables again after what may have changed them or their rows", () => {
  for (const tag of ["CREATE TABLE", "DROP SCHEMA", "INSERT 0 1", "COMMIT", "DO", "CALL", "SELECT 3"]) {
    expect(after("command", tag), tag).toBe(true);
  }
  expect(after("rows", "DELETE 2")).toBe(true);
});

it("does not after what only reads", () => {
  for (const tag of ["BEGIN", "ROLLBACK", "SET", "LISTEN", "SAVEPOINT"]) expect(after("command", tag), tag).toBe(false);
  for (const tag of ["SELECT 18", "SHOW", "EXPLAIN"]) expect(after("rows", tag), tag).toBe(false);
});
