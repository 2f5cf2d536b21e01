import "server-only";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import type { Log } from "@/lib/log/log";
import type { PooledContainer } from "./pool-repository";

interface PoolDoorbellOptions {
  /** Where published ports are reached. */
  host: string;
  databaseClient: ContainerDatabaseClientService;
  log: Log;
}

/** A container that waits is ready; one that does not answer at once is replaced rather than waited for. */
export const adoptTimeoutMs = 2_000;

/** Finds out whether a container that waits is really there, before a start claims it. */
export class PoolDoorbell {
  private readonly rung = new Set<string>();

  constructor(private readonly options: PoolDoorbellOptions) {}

  /**
   * Runs an admission with the name of a container that waits and answers, or with null. Until it is over, no other
   * admission of this process gets the same name; whether it still waits then is for the database to say.
   */
  async withAnswering<T>(waiting: PooledContainer[], admit: (name: string | null) => Promise<T>): Promise<T> {
    const container = waiting.find(({ name }) => !this.rung.has(name));
    if (!container) return admit(null);
    this.rung.add(container.name);
    try {
      return await admit((await this.answers(container)) ? container.name : null);
    } finally {
      this.rung.delete(container.name);
    }
  }

  private async answers({ name, port }: PooledContainer): Promise<boolean> {
    const { host, databaseClient, log } = this.options;
    try {
      await databaseClient.knock({ host, port }, adoptTimeoutMs);
      return true;
    } catch (err) {
      // Whoever claims it finds out as well, and replaces it.
      log.debug({ err, container: name }, "a waiting container does not answer");
      return false;
    }
  }
}
