import { testEnvironment } from "../verify/test-environment.mjs";

/**
 * The environment of the bench installation: nothing of the one of `npm start` gets in, and the build of `npm test`
 * serves here too. Only the ports can be chosen from outside.
 * @param {NodeJS.ProcessEnv} given
 * @returns {NodeJS.ProcessEnv}
 */
export function benchEnvironment(given) {
  return {
    ...testEnvironment(given),
    SESSION_PORT_RANGE: given.SESSION_PORT_RANGE || "20000-21999",
    // The log says how long the server itself took for a start.
    LOG_LEVEL: "info",
    SESSION_MAX_LIVE: "600",
    // What is measured here is speed, and one client stands for many people.
    QUERIES_PER_MINUTE: "1000000",
  };
}
