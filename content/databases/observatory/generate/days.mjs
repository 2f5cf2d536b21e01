import { day } from "../../../generate/days.mjs";

export const firstEvening = day("2023-09-01");
/** The evening on which the observatory's data ends. */
export const lastEvening = day("2025-08-31");
