import type { HistoryPoint } from "@/components/admin/history-points";

/** One line of a picture over time. */
export interface HistorySeries {
  key: Exclude<keyof HistoryPoint, "at">;
  name: string;
  /** A CSS variable of the theme, such as "--accent". */
  colour: string;
  /** A limit is a dashed line; an amount is filled. */
  limit?: boolean;
}
