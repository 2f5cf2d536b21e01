// Makes a table and docs/benchmarks.md of a run's figures. Run by run-bench.mjs, which hands over the installation's
// environment, BENCH_RESULTS (a file) and BENCH_WRITE.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { loadConfig } from "@/lib/config/config";
import { openDocker } from "@/lib/containers/open-docker";
import { runStep } from "../prepare/parent-process";
import { benchmarksDocument, isOfSameMachine } from "./benchmarks-document";
import { consoleTable } from "./console-table";
import { measuredWhen, readMachine } from "./machine";
import { type RowResult, rowNames, rowResultSchema } from "./row-result";

const documentFile = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));

const environmentSchema = z.object({ BENCH_RESULTS: z.string().min(1), BENCH_WRITE: z.enum(["0", "1"]) });

await runStep(async () => {
  const environment = environmentSchema.parse(process.env);
  const results = z.array(rowResultSchema).parse(JSON.parse(await readFile(environment.BENCH_RESULTS, "utf8")));
  const document =
    environment.BENCH_WRITE === "1" ? await writeDocument(results) : "A quick run: docs/benchmarks.md is as it was.";
  return { table: consoleTable(results), document };
});

/** @returns what was done, in words */
async function writeDocument(results: RowResult[]): Promise<string> {
  if (results.length === 0) return "Nothing was measured: docs/benchmarks.md is as it was.";
  const { host, timeoutMs } = loadConfig().docker;
  const machine = await readMachine(openDocker({ host, timeoutMs }));
  const before = existsSync(documentFile) ? await readFile(documentFile, "utf8") : null;
  const isWhole = results.length === rowNames.length;
  if (before && !isWhole && !isOfSameMachine(before, machine)) {
    return "docs/benchmarks.md is as it was: its other rows were measured on another machine. Measure all of them.";
  }
  await writeFile(documentFile, benchmarksDocument({ machine, stamp: measuredWhen(), results, before }));
  return isWhole
    ? "docs/benchmarks.md is written."
    : `docs/benchmarks.md: ${results.map(({ row }) => row).join(", ")} written, the other rows are as they were.`;
}
