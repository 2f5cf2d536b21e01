import "server-only";

/** Work that is done once for all who ask for it while it goes on, told apart by a key. */
export class OncePerKey<T> {
  private readonly underWay = new Map<string, Promise<T>>();

  /** Joins what is under way for this key, or begins it. @throws what the work throws, to everybody who joined it */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.underWay.get(key);
    if (known) return known;
    const begun = work().finally(() => this.underWay.delete(key));
    this.underWay.set(key, begun);
    return begun;
  }
}
