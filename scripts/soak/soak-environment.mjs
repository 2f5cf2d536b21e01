import { testEnvironment } from "../verify/test-environment.mjs";

/**
 * The environment of the soak's installation: nothing of the one of `npm start` gets in, and the build of `npm test`
 * serves here too. Sessions fall asleep and yield within seconds, so that all of their life passes often.
 * @param {NodeJS.ProcessEnv} given
 * @returns {NodeJS.ProcessEnv}
 */
export function soakEnvironment(given) {
  return {
    ...testEnvironment(given),
    SESSION_PORT_RANGE: given.SESSION_PORT_RANGE || "18000-19999",
    SESSION_MAX_LIVE: "6",
    SESSION_IDLE_HIBERNATE_MIN: "0.5",
    SESSION_IDLE_YIELD_MIN: "0.2",
    POOL_FLOOR: "1",
    POOL_MAX: "3",
    KEEPER_INTERVAL_MS: "2000",
    KEEPER_LEASE_MS: "5000",
    KEEPER_SETTLE_MS: "10000",
    DOCKER_TIMEOUT_MS: "10000",
    QUERIES_PER_MINUTE: "100000",
  };
}
