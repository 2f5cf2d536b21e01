import * as z from "zod";

/** What is wrong, by the field's path: "check.knownMistakes.0.sql". */
export type FieldErrors = Record<string, string>;

/** As much of one of zod's issues as is needed to say it beside a field. */
const issueSchema = z.object({
  code: z.string(),
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
  origin: z.string().optional(),
  maximum: z.number().optional(),
  minimum: z.number().optional(),
});
type Issue = z.infer<typeof issueSchema>;

const issuesSchema = z.array(issueSchema).min(1);

/** The first issue of each field; null where these are no issues of zod's. */
export function readFieldErrors(issues: unknown): FieldErrors | null {
  const { data } = issuesSchema.safeParse(issues);
  if (data === undefined) return null;
  const errors: FieldErrors = {};
  for (const issue of data) errors[issue.path.join(".")] ??= describeIssue(issue);
  return errors;
}

/** In words for whoever fills the form in. */
function describeIssue({ code, message, origin, minimum, maximum }: Issue): string {
  if (code === "too_big") return origin === "string" ? `At most ${maximum} characters.` : `At most ${maximum}.`;
  if (code === "too_small") return origin === "number" || origin === "int" ? `At least ${minimum}.` : "This is needed.";
  if (code === "invalid_type")
    return message.includes("number") || message.includes("int") ? wholeNumber : "This is needed.";
  if (message === "it is empty") return "This is needed.";
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;
}

const wholeNumber = "A whole number is needed.";
