import * as z from "zod";

/** PostgreSQL keeps every character but NUL, and half a surrogate pair is no character. */
const isKeepable = (text: string) => !/[\0\p{Surrogate}]/u.test(text);
const unkeepableWords = "NUL characters and halves of characters cannot be kept";

/** SQL or Markdown of any length, as it was written. */
export const longTextSchema = z.string().refine(isKeepable, unkeepableWords);

/** SQL or Markdown that says something. */
export const filledTextSchema = longTextSchema.refine((text) => text.trim() !== "", "it is empty");

/** A word or a line that is kept without the white space around it. */
export const lineSchema = z.string().trim().min(1).refine(isKeepable, unkeepableWords);

/** One line that people read. */
export const titleSchema = lineSchema.max(120);

/** The name in addresses: 1 to 60 of a-z and 0-9, with single dashes between. */
export const slugSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "1 to 60 of a-z and 0-9, with single dashes between");

/** What a change was made from, so that nobody else's is overwritten unseen. */
export const seenAtSchema = z.iso.datetime();
