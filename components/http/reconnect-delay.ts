const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/** Doubles from one second to thirty. `random` (0 to 1) spreads a class that lost its server at the same moment. */
export function reconnectDelayMs(failures: number, random: number): number {
  const delay = Math.min(firstDelayMs * 2 ** Math.max(0, failures - 1), longestDelayMs);
  return Math.round(delay * (0.75 + random * 0.5));
}
