import { readFileSync, rmSync } from "node:fs";
import { root } from "../prepare/root.mjs";
import { lastLines, runCommand } from "../prepare/run-command.mjs";

const timeoutMs = 18 * 60_000;

/**
 * Runs one of vitest's projects and counts.
 * @param {{ project: "unit" | "integration", environment: NodeJS.ProcessEnv, report: (detail: string) => void }} options
 */
export async function runVitest({ project, environment, report }) {
  const file = `${root}/test-results/${project}.json`;
  rmSync(file, { force: true });
  const { exitCode, output } = await runCommand({
    command: process.execPath,
    args: [
      "node_modules/vitest/vitest.mjs",
      "run",
      `--project=${project}`,
      // It tells of each test as it ends: a file may take minutes.
      "--reporter=verbose",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    cwd: root,
    // vitest sets its own NODE_ENV.
    environment: { ...environment, NODE_ENV: "test", NO_COLOR: "1" },
    onLine: report,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { passed, failed, failures, retried } = countsOf(file);
  // A crash outside of any test, or no report at all, still is a failure.
  return {
    ...{ passed, failures, retried },
    failed: exitCode === 0 ? failed : Math.max(failed, 1),
    output: lastLines(output, 120),
  };
}

function countsOf(file) {
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1, failures: ["it ended without a report"], retried: [] };
  // A file that cannot be loaded has failed without a single test.
  const brokenFiles = report.testResults.filter((one) => one.status === "failed" && one.assertionResults.length === 0);
  // One that passed after all keeps what its first try said.
  const complaints = (status) =>
    report.testResults
      .flatMap((one) => one.assertionResults)
      .filter((test) => test.status === status && test.failureMessages.length > 0)
      .map((test) => failureWords(test.fullName, test.failureMessages[0]));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    failures: [...brokenFiles.map((one) => failureWords(one.name, one.message)), ...complaints("failed")],
    retried: complaints("passed"),
  };
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const mostLines = 12;

/** A test's name, and the beginning of what it said. */
export function failureWords(name, message = "") {
  const lines = message.replace(colours, "").split("\n").slice(0, mostLines);
  return [name, ...lines.map((line) => `    ${line}`)].join("\n");
}

/** @returns {any} null where the run ended before it was written */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}
