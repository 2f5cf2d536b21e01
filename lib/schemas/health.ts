import * as z from "zod";

const dependencySchema = z.object({ ok: z.boolean(), message: z.string().optional() });

/** `GET /api/health`: 200 where all is well, 503 otherwise, with each dependency's state. */
export const healthSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  dependencies: z.object({
    database: dependencySchema,
    docker: dependencySchema,
    keeper: dependencySchema,
  }),
  templates: z.object({ building: z.int(), ready: z.int(), failed: z.int() }).nullable(),
});
export type Health = z.infer<typeof healthSchema>;
