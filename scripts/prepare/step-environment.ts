import { z } from "zod";
import { Problem } from "./problem.mjs";

const stepEnvironmentSchema = z.object({
  CARREL_INSTANCE: z.string().regex(/^[a-z0-9][a-z0-9-]{2,30}$/, "3 to 31 of a-z, 0-9 and -"),
  DOCKER_HOST: z.string().min(1).optional(),
});

/** The little of Carrel's configuration that is known before everything is prepared. */
export function readStepEnvironment() {
  const parsed = stepEnvironmentSchema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Problem(`The environment is not right: ${words.join("; ")}.`);
}
