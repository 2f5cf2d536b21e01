import { day } from "../../../generate/days.mjs";

export const firstDay = day("2021-01-04");
/** The day on which the library's data ends. */
export const today = day("2025-06-30");
