const dayMs = 24 * 60 * 60 * 1000;

/** Days are whole numbers since 1970-01-01, so that no time zone can move them. */
export const day = (text) => Date.parse(`${text}T00:00:00Z`) / dayMs;
export const dateText = (number) => new Date(number * dayMs).toISOString().slice(0, 10);
/** 0 is Sunday. */
export const weekday = (number) => new Date(number * dayMs).getUTCDay();
export const month = (number) => new Date(number * dayMs).getUTCMonth() + 1;
/** A moment of a day, in minutes after its midnight; more than a day's worth is the next day. */
export const momentText = (number, minutes) =>
  `${new Date((number * 1440 + minutes) * 60_000).toISOString().slice(0, 16).replace("T", " ")}+00`;
