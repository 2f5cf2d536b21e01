import "server-only";

/** The Sync that ends a query. PostgreSQL is ready once for each: a second one, after an error of the commit itself, would end the next query. */
export class SyncOnce {
  private isSent = false;

  send(connection: { sync: () => void }): void {
    if (this.isSent) return;
    this.isSent = true;
    connection.sync();
  }
}
