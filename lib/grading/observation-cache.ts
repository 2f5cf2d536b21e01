import "server-only";
import { LRUCache } from "lru-cache";
import type { Observation } from "./observation";

/** So many values are remembered in all. */
const mostCells = 3_000_000;

/**
 * What references and known mistakes gave, so that each runs once and not with every answer. The key holds everything that
 * decides the outcome; whatever changes makes another key, so that nothing can go stale.
 */
export class ObservationCache {
  private readonly entries = new LRUCache<string, Promise<Observation>>({
    maxSize: mostCells,
    sizeCalculation: () => 1,
  });

  /** A failure is not remembered. */
  get(key: string, observe: () => Promise<Observation>): Promise<Observation> {
    const known = this.entries.get(key);
    if (known) return known;
    const observation = observe();
    this.entries.set(key, observation);
    observation.then(
      (seen) => {
        if (this.entries.peek(key) === observation) this.entries.set(key, observation, { size: 1 + countCells(seen) });
      },
      () => {
        if (this.entries.peek(key) === observation) this.entries.delete(key);
      },
    );
    return observation;
  }
}

function countCells({ response, tables }: Observation): number {
  const results = response.results.map((one) => (one.kind === "rows" ? one.rows.length * (one.columns.length + 1) : 1));
  const states = tables.map(({ rows, columns }) => (rows?.length ?? 1) * (columns.length + 1));
  return [...results, ...states].reduce((sum, count) => sum + count, 0);
}
