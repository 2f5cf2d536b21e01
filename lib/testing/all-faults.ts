import "server-only";

/** The whole matrix of faults takes many minutes: `ALL_FAULTS=1 npm test` runs it, and otherwise an even part of it. */
export const allFaults = process.env.ALL_FAULTS === "1";
