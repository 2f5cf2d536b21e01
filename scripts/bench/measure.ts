// Measures one row on an installation that runs. Run by run-row.mjs, which hands over the installation's environment,
// BENCH_ROW, BENCH_URL, BENCH_QUICK and BENCH_WEB_LOG.
import { z } from "zod";
import { runStep } from "../prepare/parent-process";
import type { Bench } from "./bench";
import { openBench } from "./open-bench";
import { type MeasuredRow, type RowName, rowNames, rowResultSchema } from "./row-result";
import { measureClassColdRow } from "./rows/class-cold-row";
import { measureClassRow } from "./rows/class-row";
import { measureColdRow } from "./rows/cold-row";
import { measureDensityRow } from "./rows/density-row";
import { measureQueryRow } from "./rows/query-row";
import { measureResetRow } from "./rows/reset-row";
import { measureResumeRow } from "./rows/resume-row";
import { measureStartRow } from "./rows/start-row";
import { measureSubmissionRow } from "./rows/submission-row";

const rows: Record<RowName, (bench: Bench) => Promise<MeasuredRow>> = {
  start: measureStartRow,
  cold: measureColdRow,
  class: measureClassRow,
  "class-cold": measureClassColdRow,
  query: measureQueryRow,
  reset: measureResetRow,
  resume: measureResumeRow,
  submission: measureSubmissionRow,
  density: measureDensityRow,
};

const environmentSchema = z.object({
  BENCH_ROW: z.enum(rowNames),
  BENCH_URL: z.url(),
  BENCH_QUICK: z.enum(["0", "1"]),
  BENCH_WEB_LOG: z.string().min(1),
});

await runStep(async (report) => {
  const environment = environmentSchema.parse(process.env);
  const bench = await openBench({
    url: environment.BENCH_URL,
    quick: environment.BENCH_QUICK === "1",
    webLogFile: environment.BENCH_WEB_LOG,
    report,
  });
  try {
    const result = rowResultSchema.parse(await rows[environment.BENCH_ROW](bench));
    return { result: JSON.stringify(result) };
  } finally {
    await bench.close();
  }
});
