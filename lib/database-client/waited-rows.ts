import "server-only";
import type { RowPlace } from "./read-row-key";

/** A row that one of PostgreSQL's processes waits for. */
export interface WaitedRow extends RowPlace {
  pid: number;
  /** When the wait began, as PostgreSQL writes it; null in its first moment. */
  since: string | null;
}

/**
 * The names of the rows that the consoles of one session wait for. Each is asked for once in a wait: a row that somebody
 * waits for keeps its place, and to ask costs a connection.
 */
export class WaitedRows {
  private known = new Map<string, string | null>();

  /** @param waited all that are waited for now. @returns their names by the pid of who waits */
  async name(waited: WaitedRow[], read: (place: RowPlace) => Promise<string | null>) {
    const named = new Map<string, string | null>();
    const byPid = new Map<number, string | null>();
    for (const row of waited) {
      const wait = [row.pid, row.since, row.relationOid, row.row].join(" ");
      const known = this.known.get(wait);
      const name = known === undefined ? await read(row) : known;
      named.set(wait, name);
      byPid.set(row.pid, name);
    }
    this.known = named;
    return byPid;
  }
}
