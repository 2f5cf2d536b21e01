import "server-only";
import { LRUCache } from "lru-cache";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { WaitedRows } from "@/lib/database-client/waited-rows";
import { AppError } from "@/lib/errors/app-error";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";
import type { SessionConsoles } from "./session-consoles";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

interface ConsoleWatchOptions {
  consoles: SessionConsoles;
  repository: Pick<SessionRepository, "getPasswords">;
  databaseClient: Pick<ContainerDatabaseClientService, "readConsoleActivity">;
  /** Where published ports are reached. */
  host: string;
}

/** A look costs a connection. Whoever asks again sooner is told the same. */
const freshMs = 250;

/** Of so many sessions it is remembered how a row is called that is waited for there. */
const maxRemembered = 1_000;

/** Who waits for whom. However many ask, a session is looked into once at a time. */
export class ConsoleWatch {
  private readonly looks = new Map<string, Promise<ConsoleActivity[]>>();
  private readonly waitedRows = new LRUCache<string, WaitedRows>({ max: maxRemembered });

  constructor(private readonly options: ConsoleWatchOptions) {}

  /**
   * What the consoles do that this process has open in the session's container: none where it is not awake. It keeps
   * nothing awake and wakes nothing.
   * @throws AppError docker_unavailable where PostgreSQL does not answer
   */
  look(session: SessionRow): Promise<ConsoleActivity[]> {
    const known = this.looks.get(session.id);
    if (known) return known;
    const look = this.lookInto(session).finally(() => {
      setTimeout(() => this.looks.delete(session.id), freshMs).unref();
    });
    this.looks.set(session.id, look);
    return look;
  }

  private async lookInto({ id, state, containerName, port }: SessionRow): Promise<ConsoleActivity[]> {
    const { consoles, repository, databaseClient, host } = this.options;
    if (state !== "ready" || !containerName || !port) return [];
    const open = await consoles.listOpen({ sessionId: id, containerName });
    if (open.size === 0) return [];
    const backends = new Map([...open].map(([name, console]) => [console.backendPid, name]));
    const passwords = await repository.getPasswords(id);
    const waitedRows = this.waitedRows.get(id) ?? new WaitedRows();
    this.waitedRows.set(id, waitedRows);
    try {
      const access = { address: { host, port }, passwords };
      const activity = await databaseClient.readConsoleActivity({ ...access, backends, waitedRows });
      // Asked last: between two statements of a run PostgreSQL calls the console idle.
      return activity.map((one) => ({ ...one, isRunning: (open.get(one.console)?.waiting ?? 0) > 0 }));
    } catch (cause) {
      throw new AppError("docker_unavailable", {
        publicMessage: "Your database does not say who waits for whom.",
        cause,
      });
    }
  }
}
