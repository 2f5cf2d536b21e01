import "server-only";
import type { Console } from "@/lib/database-client/console";
import { AppError } from "@/lib/errors/app-error";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";
import type { SessionConsoles } from "./session-consoles";
import type { SessionProvisioner } from "./session-provisioner";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

/** What one query may cost. */
export interface QuerySettings {
  host: string;
  timeoutMs: number;
  maxRows: number;
  maxResultBytes: number;
}

interface SessionQueriesOptions {
  repository: SessionRepository;
  provisioner: SessionProvisioner;
  consoles: SessionConsoles;
  retentionMs: number;
  query: QuerySettings;
  /** Waits until a session is ready; throws why it is not. */
  settled: (id: string) => Promise<SessionRow>;
}

/** Sessions are marked as used at most this often, to spare the database a write for each query. */
const touchEveryMs = 10_000;

/** Runs SQL in ready sessions, and brings one up again whose PostgreSQL does not let its student in. */
export class SessionQueries {
  constructor(private readonly options: SessionQueriesOptions) {}

  async run(
    session: SessionRow,
    request: { sql: string; console: ConsoleName; maxRows?: number },
  ): Promise<QueryResponse> {
    const { timeoutMs, maxRows, maxResultBytes } = this.options.query;
    await this.touch(session);
    const console = await this.openConsole(session, request.console);
    return console.run(request.sql, { timeoutMs, maxRows: request.maxRows ?? maxRows, maxBytes: maxResultBytes });
  }

  private async openConsole(session: SessionRow, name: ConsoleName): Promise<Console> {
    try {
      return await this.connect(session, name);
    } catch {
      // Whatever keeps the student out (a killed container, a changed password), bringing it up again mends it or says why not.
      return this.connect(await this.recovered(session), name);
    }
  }

  private connect(session: SessionRow, name: ConsoleName): Promise<Console> {
    const { id, containerName, port } = session;
    if (!containerName || !port) throw unreachable(new Error(`session ${id} has no address`));
    const address = { host: this.options.query.host, port };
    const target = { sessionId: id, console: name, containerName, address };
    return this.options.consoles.get(target, () => this.options.repository.getPasswords(id));
  }

  private async recovered({ id, containerName }: SessionRow): Promise<SessionRow> {
    if (containerName) await this.options.repository.setRecovering({ id, containerName });
    await this.options.provisioner.provision(id);
    return this.options.settled(id);
  }

  private async touch(session: SessionRow): Promise<void> {
    if (Date.now() - session.lastActiveAt.getTime() < touchEveryMs) return;
    await this.options.repository.touch({ id: session.id, retentionMs: this.options.retentionMs });
  }
}

function unreachable(cause: unknown): AppError {
  return new AppError("docker_unavailable", {
    publicMessage: "Your database cannot be reached right now. What you committed is safe; try again in a moment.",
    cause,
  });
}
