import { existsSync, mkdirSync, rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { canInstallDocker, runApt } from "../prepare/install-docker.mjs";
import { Problem } from "../prepare/problem.mjs";
import { root } from "../prepare/root.mjs";
import { lastLines, runCommand } from "../prepare/run-command.mjs";
import { openBrowserNetwork } from "./browser-network.mjs";
import { failureWords, readReport } from "./vitest-tests.mjs";

const timeoutMs = 15 * 60_000;
const reportFile = `${root}/test-results/browser.json`;

/** Installs Debian's chromium where there is neither that nor Playwright's own. */
export async function requireBrowser(report) {
  if (existsSync("/usr/bin/chromium")) return;
  const { chromium } = await import(pathToFileURL(`${root}/node_modules/@playwright/test/index.mjs`).href);
  if (existsSync(chromium.executablePath())) return;
  if (!canInstallDocker()) {
    throw new Problem(
      "The browser tests need Chromium: run `npx playwright install chromium`, then run the tests again.",
    );
  }
  await runApt(["update"], report);
  await runApt(["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"], report);
}

/**
 * Runs the stories in e2e/ against a Carrel that runs, and counts.
 * @param {{ environment: NodeJS.ProcessEnv, url: string, report: (detail: string) => void }} options
 */
export async function runBrowserTests({ environment, url, report }) {
  await requireBrowser(report);
  mkdirSync(`${root}/test-results`, { recursive: true });
  rmSync(reportFile, { force: true });
  const { exitCode, output } = await runPlaywright({ environment, url, report });
  const noReport = { stats: { expected: 0, flaky: 0, unexpected: 1 }, suites: [] };
  const { stats, suites } = readReport(reportFile) ?? noReport;
  return {
    passed: stats.expected + stats.flaky,
    failed: exitCode === 0 ? stats.unexpected : Math.max(stats.unexpected, 1),
    failures: suites.flatMap((suite) => complaintsOf(suite, "unexpected")),
    retried: suites.flatMap((suite) => complaintsOf(suite, "flaky")),
    output: lastLines(output, 150),
  };
}

async function runPlaywright({ environment, url, report }) {
  const name = `carrel-${environment.CARREL_INSTANCE}`;
  const network = await openBrowserNetwork({ name, port: Number(new URL(url).port) });
  try {
    return await runCommand({
      command: process.execPath,
      args: ["node_modules/@playwright/test/cli.js", "test"],
      cwd: root,
      environment: {
        ...environment,
        CARREL_TEST_URL: url,
        CARREL_TEST_NETWORK: network.path ?? "",
        PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
        NO_COLOR: "1",
      },
      onLine: report,
      signal: AbortSignal.timeout(timeoutMs),
    });
  } finally {
    await network.close();
  }
}

/** Of one suite of Playwright's report and those within it: `flaky` is what passed when it was tried again. */
function complaintsOf({ specs = [], suites = [] }, status) {
  const complaints = specs
    .filter(({ tests }) => tests.some((test) => test.status === status))
    .map(({ file, line, title, tests }) => {
      const results = tests.flatMap((test) => test.results);
      return failureWords(`${file}:${line} › ${title}`, results.find(({ error }) => error)?.error.message);
    });
  return [...complaints, ...suites.flatMap((suite) => complaintsOf(suite, status))];
}
