/** A start that waits behind a hundred others is still to be answered. */
const patientStart = { SESSION_START_TIMEOUT_MS: "180000" };

/** Not even for the lessons that another row has prepared, or for what was in demand a moment ago. */
const noPool = { POOL_FLOOR: "0", POOL_MAX: "0" };

/**
 * The rows in the order in which they are measured, each with what web server and keeper are configured with for it; all
 * else is as by default.
 */
export const measuredRows = [
  { row: "start", environment: {} },
  { row: "cold", environment: noPool },
  { row: "query", environment: {} },
  { row: "reset", environment: {} },
  {
    row: "resume",
    environment: { ...noPool, SESSION_IDLE_HIBERNATE_MIN: "0.05", KEEPER_INTERVAL_MS: "1000" },
  },
  { row: "submission", environment: {} },
  { row: "class", environment: {} },
  { row: "class-cold", environment: { ...noPool, ...patientStart } },
  { row: "density", environment: { ...noPool, ...patientStart } },
];
