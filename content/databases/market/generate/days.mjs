import { day, weekday } from "../../../generate/days.mjs";

export const firstDay = day("2024-07-03");
/** The day on which the market's data ends. */
export const lastDay = day("2025-06-28");

/** Wednesdays and Saturdays, but for the days after Christmas. */
export function isMarketDay(number) {
  return (
    [3, 6].includes(weekday(number)) && ![day("2024-12-25"), day("2024-12-28"), day("2025-01-01")].includes(number)
  );
}
