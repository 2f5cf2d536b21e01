import { expect, it } from "vitest";
import { findStatements } from "@/components/workspace/find-statements";
import type { RanStatement } from "@/lib/schemas/statement-history";

const ran = (id: string, statement: string, message: string): RanStatement => ({
  id,
  console: "main",
  statement,
  outcome: "ok",
  message,
  durationMs: 1,
  at: "2026-11-26T00:00:00Z",
});

it("finds statements by every word in their text or their outcome", () => {
  const all = [ran("1", "SELECT * FROM Loan", "SELECT 3"), ran("2", "TABLE loan", 'relation "loan" does not exist')];
  const ids = (wanted: string) => findStatements(all, wanted).map(({ id }) => id);
  expect(ids(" ")).toEqual(["1", "2"]);
  expect(ids("loan")).toEqual(["1", "2"]);
  expect(ids("LOAN select")).toEqual(["1"]);
  expect(ids("not exist")).toEqual(["2"]);
});
