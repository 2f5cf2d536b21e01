interface ParallelOptions<T, R> {
  items: readonly T[];
  atOnce: number;
  work: (item: T, index: number) => Promise<R>;
}

/** Works through a list, so many at a time. The results are in the list's order. */
export async function runInParallel<T, R>({ items, atOnce, work }: ParallelOptions<T, R>): Promise<R[]> {
  const results = new Map<number, R>();
  const waiting = items.map((item, index) => ({ item, index })).reverse();
  const workNext = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      results.set(next.index, await work(next.item, next.index));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workNext));
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}
