import "server-only";

/** Every failure at every call of Docker takes many minutes: `ALL_FAULTS=1 npm test` tries them, and otherwise an even part. */
export const allFaults = process.env.ALL_FAULTS === "1";
