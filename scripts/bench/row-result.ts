import * as z from "zod";

/** Every row of the table of goals that can be measured, in the order in which it is shown. */
export const rowNames = [
  "start",
  "cold",
  "class",
  "class-cold",
  "query",
  "reset",
  "resume",
  "submission",
  "density",
] as const;
export type RowName = (typeof rowNames)[number];

const unitSchema = z.enum(["ms", "s", "MB", "×", "/s", ""]);
export type Unit = z.infer<typeof unitSchema>;

const seriesSchema = z.object({
  label: z.string(),
  unit: unitSchema,
  n: z.int(),
  p50: z.number(),
  p95: z.number(),
  max: z.number(),
});
export type Series = z.infer<typeof seriesSchema>;

const goalSchema = z.object({
  label: z.string(),
  unit: unitSchema,
  actual: z.number(),
  /** Exactly one of the two. */
  atMost: z.number().optional(),
  atLeast: z.number().optional(),
});
export type Goal = z.infer<typeof goalSchema>;

/** What came of measuring one row: figures, how they stand to the goals, and how they were taken. */
export const rowResultSchema = z.object({
  row: z.enum(rowNames),
  title: z.string(),
  /** How it was measured, a paragraph each. */
  method: z.array(z.string()),
  goals: z.array(goalSchema),
  series: z.array(seriesSchema),
  /** Where the time goes, as far as it can be seen from outside. */
  parts: z.array(seriesSchema).default([]),
  /** Further figures in words. */
  notes: z.array(z.string()).default([]),
});
export type RowResult = z.infer<typeof rowResultSchema>;

/** What a row's measurement gives before defaults are filled in. */
export type MeasuredRow = z.input<typeof rowResultSchema>;

export function isMet({ actual, atMost, atLeast }: Goal): boolean {
  return actual <= (atMost ?? Number.POSITIVE_INFINITY) && actual >= (atLeast ?? Number.NEGATIVE_INFINITY);
}
