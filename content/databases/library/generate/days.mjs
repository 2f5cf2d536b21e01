const dayMs = 24 * 60 * 60 * 1000;

/** Days are whole numbers since 1970-01-01, so that no time zone can move them. */
export const day = (text) => Date.parse(`${text}T00:00:00Z`) / dayMs;
export const dateText = (number) => new Date(number * dayMs).toISOString().slice(0, 10);
/** 0 is Sunday. */
export const weekday = (number) => new Date(number * dayMs).getUTCDay();
export const month = (number) => new Date(number * dayMs).getUTCMonth() + 1;

export const firstDay = day("2021-01-04");
/** The day on which the library's data ends. */
export const today = day("2025-06-30");
