import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

/** Debian's own browser, for machines that cannot download Playwright's. */
const systemChromium = "/usr/bin/chromium";
const inNetwork = fileURLToPath(new URL("e2e/support/chromium-in-network.sh", import.meta.url));
/** The same in a network of its own, where the tests made one. */
const chromium = process.env.CARREL_TEST_NETWORK ? inNetwork : systemChromium;

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  // Emptied at the beginning of a run, while other suites keep files of theirs beside it.
  outputDir: "test-results/stories",
  // The stories share one installation and its demo accounts.
  workers: 1,
  // What fails is tried once more, and the run says at its end which that were.
  retries: 1,
  // A machine that does other things as well takes several times as long; what hangs is found all the same.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI === "true",
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["line"], ["json"]] : [["list"]],
  use: {
    baseURL: process.env.CARREL_TEST_URL ?? "http://localhost:3000",
    actionTimeout: 20_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: existsSync(systemChromium) ? chromium : undefined,
      // Containers and root have no sandbox, a server has no graphics, and nothing may go out to the internet.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
