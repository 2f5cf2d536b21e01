/** One look at a figure, at a time in seconds, of one process; a process that is started again begins anew. */
export interface Sample {
  process: number;
  seconds: number;
  value: number;
}

const secondsPerHour = 3_600;

/**
 * By how much a figure grows in an hour, by least squares: one slope for all processes, each with a beginning of its own.
 * @returns null where there is too little to tell
 */
export function slopePerHour(samples: Sample[]): number | null {
  const processes = [...new Set(samples.map(({ process }) => process))];
  let [product, square] = [0, 0];
  for (const process of processes) {
    const own = samples.filter((sample) => sample.process === process);
    const [time, value] = [mean(own.map(({ seconds }) => seconds)), mean(own.map((sample) => sample.value))];
    for (const sample of own) {
      product += (sample.seconds - time) * (sample.value - value);
      square += (sample.seconds - time) ** 2;
    }
  }
  return square === 0 ? null : (product / square) * secondsPerHour;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
