import type { RowDifference } from "@/lib/schemas/submission";

export interface DiffCell {
  value: string | null;
  /** In a changed row: what should stand there; undefined where it is right. */
  wanted?: string | null;
}

export interface DiffLine {
  kind: "extra" | "missing" | "changed";
  cells: DiffCell[];
}

/** The rows of a difference as lines of one table: changed ones, those too many, those that are missing. */
export function diffLines({ changed, extra, missing }: RowDifference): DiffLine[] {
  const whole = (kind: DiffLine["kind"]) => (row: (string | null)[]) => ({
    kind,
    cells: row.map((value) => ({ value })),
  });
  return [
    ...changed.map(({ actual, expected, cells }) => ({
      kind: "changed" as const,
      cells: actual.map((value, column) =>
        cells.includes(column) ? { value, wanted: expected[column] ?? null } : { value },
      ),
    })),
    ...extra.map(whole("extra")),
    ...missing.map(whole("missing")),
  ];
}

/** What the lists leave out: "17 more rows are too many, 3 more are missing." Null where they are whole. */
export function restWords(difference: RowDifference): string | null {
  const { extra, extraCount, missing, missingCount, changed, changedCount } = difference;
  const rests = [
    { count: changedCount - changed.length, words: "changed" },
    { count: extraCount - extra.length, words: "too many" },
    { count: missingCount - missing.length, words: "missing" },
  ].filter(({ count }) => count > 0);
  if (rests.length === 0) return null;
  return `Not shown: ${rests.map(({ count, words }) => `${count} more ${words}`).join(", ")}.`;
}
