import "server-only";
import { z } from "zod";

const sampleSchema = z.object({
  value: z.number(),
  labels: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Differs from the family's name in the parts of a histogram. */
  metricName: z.string().optional(),
});

const familySchema = z.object({
  name: z.string(),
  help: z.string(),
  type: z.enum(["counter", "gauge", "histogram", "summary"]),
  // JSON knows neither NaN nor infinity, which Node's own metrics may have while they have seen nothing.
  values: z.array(z.unknown()).transform((values) =>
    values.flatMap((value) => {
      const sample = sampleSchema.safeParse(value);
      return sample.success ? [sample.data] : [];
    }),
  ),
});

/** Metrics as they travel from the keeper through the database to whoever answers Prometheus. */
export const metricFamiliesSchema = z.array(familySchema);

export type MetricFamily = z.infer<typeof familySchema>;
