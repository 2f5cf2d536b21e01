import { readFileSync } from "node:fs";
import { root } from "../prepare/root.mjs";
import { testDistDir } from "./static-checks.mjs";

/** What the test installation's metrics are read with, for a story that reads them with it and without. */
const metricsToken = "the-token-of-the-tests";

/** Ports of the sessions, so parted that no suite takes another one's container for its own that was left over. */
export const testPorts = { all: "22000-23999", ofStories: "22000-22499", ofTestFiles: "22500-23999" };

/**
 * The environment of the test installation. Nothing that configures the installation of `npm start` gets in, so that
 * the tests never reach a real database; Docker is the one thing shared.
 * @param {NodeJS.ProcessEnv} given
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment(given) {
  // .env.example names every variable that Carrel reads.
  const names = readFileSync(`${root}/.env.example`, "utf8").matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm);
  const ours = new Set([...names].map(([, name]) => name).filter((name) => !name.startsWith("DOCKER_")));
  const kept = Object.entries(given).filter(([name]) => !ours.has(name) && !/^(NEXTAUTH_|AUTH_|NODE_ENV$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    CARREL_DIST_DIR: testDistDir,
    CARREL_DEMO: "1",
    SESSION_PORT_RANGE: testPorts.ofTestFiles,
    LOG_LEVEL: "warn",
    METRICS_TOKEN: metricsToken,
  };
}

/** The environment of the web server and the keeper that the stories in the browser are told to. */
export function storyEnvironment(prepared) {
  // Days pass in a story, and each time somebody would wait for the keeper's next round.
  return { ...prepared, SESSION_PORT_RANGE: testPorts.ofStories, KEEPER_INTERVAL_MS: "1000" };
}
