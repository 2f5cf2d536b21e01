import "server-only";
import { LRUCache } from "lru-cache";
import type { ChangeChannel, ChangeFeed } from "./change-feed";

interface CachedRowsOptions<Row> {
  changes: ChangeFeed;
  /** Tells the id of every row that changed. */
  channel: ChangeChannel;
  maxRows: number;
  /** A notification that was lost on the way does no harm for longer than this. */
  maxAgeMs: number;
  read: (id: string) => Promise<Row | null>;
}

/**
 * Rows that requests ask for again and again. A row is remembered until the change feed tells that it changed; while the
 * feed is away, every call reads. What is remembered may be as old as a notification takes, some milliseconds.
 */
export class CachedRows<Row extends object> {
  private readonly rows: LRUCache<string, Row>;
  /** The reads under way; one that is no longer here when it ends has read what changed meanwhile. */
  private readonly reading = new Map<string, symbol>();
  private stopListening: (() => void) | null = null;

  constructor(private readonly options: CachedRowsOptions<Row>) {
    this.rows = new LRUCache({ max: options.maxRows, ttl: options.maxAgeMs });
  }

  async find(id: string): Promise<Row | null> {
    this.stopListening ??= this.listen();
    const known = this.rows.get(id);
    if (known) return known;
    const { isListening } = this.options.changes;
    const read = Symbol(id);
    this.reading.set(id, read);
    try {
      const row = await this.options.read(id);
      // What changed before the feed listened was told to nobody.
      if (row && isListening && this.reading.get(id) === read) this.rows.set(id, row);
      return row;
    } finally {
      if (this.reading.get(id) === read) this.reading.delete(id);
    }
  }

  /** For whoever changes a row itself and does not wait for the notification. */
  forget(id: string): void {
    this.rows.delete(id);
    this.reading.delete(id);
  }

  private listen(): () => void {
    const { changes, channel } = this.options;
    const onLost = () => {
      this.rows.clear();
      this.reading.clear();
    };
    return changes.subscribe(channel, (id) => this.forget(id), onLost);
  }
}
