import "server-only";
import type pg from "pg";

interface ParameterStatus {
  parameterName: string;
  parameterValue: string;
}

/** Keeps a connection in UTF8, which is what pg reads and writes, whatever a statement has SET. */
export class ClientEncoding {
  private isForeign = false;

  constructor(private readonly client: pg.Client) {
    client.connection.on("parameterStatus", ({ parameterName, parameterValue }: ParameterStatus) => {
      if (parameterName === "client_encoding") this.isForeign = parameterValue !== "UTF8";
    });
  }

  /** After each statement. In a transaction that failed nothing can be set, and its end undoes what was set in it. */
  async keep(): Promise<void> {
    if (!this.isForeign || this.client.getTransactionStatus() === "E") return;
    // A connection that ends at this moment says so to the next statement.
    await this.client.query("SET client_encoding TO 'UTF8'").catch(() => undefined);
  }
}
