import * as z from "zod";

/** PostgreSQL keeps every character but this one. */
const noNul = (text: string) => !text.includes("\0");
const nulWords = "NUL characters cannot be kept";

/** SQL or Markdown of any length, as it was written. */
export const longTextSchema = z.string().refine(noNul, nulWords);

/** SQL or Markdown that says something. */
export const filledTextSchema = longTextSchema.refine((text) => text.trim() !== "", "it is empty");

/** One line that people read. */
export const titleSchema = z.string().trim().min(1).max(120).refine(noNul, nulWords);

/** The name in addresses: 1 to 60 of a-z and 0-9, with single dashes between. */
export const slugSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "1 to 60 of a-z and 0-9, with single dashes between");
