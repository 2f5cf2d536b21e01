/**
 * A small generator of numbers (mulberry32). It uses 32-bit integers only, so that the same seed gives the same
 * library on every machine and every version of Node.
 */
export function createRandom(seed) {
  let state = seed >>> 0;

  function next() {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from first to last, both included. */
  const between = (first, last) => first + (next() % (last - first + 1));
  const pick = (list) => list[between(0, list.length - 1)];
  const chance = (percent) => between(1, 1000) <= percent * 10;

  function shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = between(0, i);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** Gives a function that picks an index as often as its weight says. */
  function weighted(weights) {
    const sums = [];
    let total = 0;
    for (const weight of weights) sums.push((total += weight));
    return () => {
      const target = between(1, total);
      let low = 0;
      let high = sums.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sums[middle] < target) low = middle + 1;
        else high = middle;
      }
      return low;
    };
  }

  return { between, pick, chance, shuffled, weighted };
}
