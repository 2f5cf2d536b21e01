import "server-only";
import { randomUUID } from "node:crypto";
import type { ContainerAddress, DockerContainerService } from "@/lib/containers/docker-container-service";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { Log } from "@/lib/log/log";
import { poolPassword, templatePassword } from "@/lib/templates/template-key";
import type { TemplateService } from "@/lib/templates/template-service";
import type { PooledContainer, PoolRepository } from "./pool-repository";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

interface SessionProvisionerOptions {
  repository: SessionRepository;
  pool: PoolRepository;
  containers: DockerContainerService;
  databaseClient: ContainerDatabaseClientService;
  templates: TemplateService;
  exercises: ExerciseService;
  secret: string;
  startTimeoutMs: number;
  log: Log;
}

const leaseMs = 15_000;

/** A container that waited is ready; one that does not answer at once is replaced rather than waited for. */
const adoptTimeoutMs = 2_000;

/** What opening a session's container to its student takes. */
interface SessionAccess {
  session: SessionRow;
  containerName: string;
  templateKey: string | null;
  mayCreateRoles: boolean;
}

/** The session was ended or reset while its container was being started. */
class SupersededError extends Error {}

/**
 * Brings a session in state `starting` to `ready`. Whoever holds the lease does it, web or keeper; every step can be
 * repeated, so a process that dies in the middle leaves work to the next, not a mess.
 */
export class SessionProvisioner {
  private readonly holder = randomUUID();
  private readonly inFlight = new Map<string, Promise<void>>();

  constructor(private readonly options: SessionProvisionerOptions) {}

  /** Never throws: how it ended stands in the session's row. */
  provision(sessionId: string): Promise<void> {
    const known = this.inFlight.get(sessionId);
    if (known) return known;
    const work = this.provisionOnce(sessionId)
      .catch((error: unknown) => this.options.log.error({ err: error, sessionId }, "a session could not be brought up"))
      .finally(() => this.inFlight.delete(sessionId));
    this.inFlight.set(sessionId, work);
    return work;
  }

  private async provisionOnce(id: string): Promise<void> {
    const { repository } = this.options;
    const session = await repository.claim({ id, holder: this.holder, leaseMs });
    if (!session?.containerName) return;
    const renewal = setInterval(() => this.renew(id), leaseMs / 3);
    try {
      await this.bringUp(session, session.containerName);
    } catch (error) {
      await this.settleFailure(session, session.containerName, error);
    } finally {
      clearInterval(renewal);
      await repository.release({ id, holder: this.holder });
    }
  }

  private async bringUp(session: SessionRow, containerName: string): Promise<void> {
    const { containers, repository, templates, exercises, log } = this.options;
    const startedAt = performance.now();
    const { databaseId, kind } = await exercises.getForSession(session.exerciseId);
    const isKept = session.readyAt !== null;
    if (isKept && !(await containers.findContainer(containerName))) throw dataLost();
    // A container that was ready before comes back as it is, whatever becomes of the template that it was made from.
    const template = isKept ? null : await templates.getTemplate(databaseId);
    const image = template?.image ?? "";
    const request = { name: containerName, image, role: "session" as const, sessionId: session.id };
    const access = {
      session,
      containerName,
      templateKey: template?.key ?? null,
      mayCreateRoles: kind === "permissions",
    };
    const pooled = template && (await this.findPooled(session, template.key));
    const address =
      (pooled && (await this.adopt(pooled, access))) ||
      (await containers.startContainer(request, (reached) => this.openAccess({ ...access, address: reached })));
    if (!(await repository.setReady({ id: session.id, containerName, port: address.port }))) {
      await containers.removeContainer(containerName);
      return;
    }
    log.info({ sessionId: session.id, durationMs: Math.round(performance.now() - startedAt) }, "a session is ready");
  }

  /** The container that this session claimed, now or before its start was cut off. */
  private async findPooled(session: SessionRow, templateKey: string): Promise<PooledContainer | null> {
    if (session.pooledName && session.port) return { name: session.pooledName, port: session.port };
    return this.options.pool.claim({ sessionId: session.id, templateKey });
  }

  /**
   * Makes a waiting container this session's own: its name, and fresh passwords for both roles.
   * @returns where it is reached, or null where it turned out to be of no use and is gone
   */
  private async adopt(pooled: PooledContainer, access: SessionAccess): Promise<ContainerAddress | null> {
    const { containers, repository, databaseClient, secret, log } = this.options;
    const { session, containerName, mayCreateRoles } = access;
    const address = { host: containers.host, port: pooled.port };
    const [renamed, opened] = await Promise.allSettled([
      containers.renameContainer(pooled.name, containerName),
      databaseClient.openAccess({
        address,
        mayCreateRoles,
        passwords: await repository.getPasswords(session.id),
        templatePassword: poolPassword({ secret, name: pooled.name }),
        timeoutMs: adoptTimeoutMs,
        provesStudentAccess: false,
      }),
    ]);
    if (renamed.status === "fulfilled" && opened.status === "fulfilled") return address;
    const err = renamed.status === "rejected" ? renamed.reason : opened.status === "rejected" ? opened.reason : null;
    log.warn({ err, sessionId: session.id }, "a pooled container was of no use; starting another");
    await Promise.all([containers.removeContainer(pooled.name), containers.removeContainer(containerName)]);
    return null;
  }

  private async openAccess(options: SessionAccess & { address: ContainerAddress }): Promise<void> {
    const { repository, databaseClient, secret, startTimeoutMs } = this.options;
    const { session, containerName, address, templateKey, mayCreateRoles } = options;
    await databaseClient.openAccess({
      address,
      mayCreateRoles,
      passwords: await repository.getPasswords(session.id),
      templatePassword: templateKey && templatePassword({ secret, key: templateKey }),
      timeoutMs: startTimeoutMs,
      onStage: async (stage) => {
        if (!(await repository.setStage({ id: session.id, containerName, stage }))) throw new SupersededError();
      },
    });
  }

  /** A first start that fails is over. A container that may hold work stays `starting`, and the keeper tries again. */
  private async settleFailure(session: SessionRow, containerName: string, error: unknown): Promise<void> {
    const { repository, log } = this.options;
    if (error instanceof SupersededError) return;
    const known = error instanceof AppError ? error : startFailed(error);
    log.warn({ err: known, sessionId: session.id }, "a session did not start");
    if (session.readyAt && known.code !== "session_failed") return;
    const message = known.publicMessage;
    await repository.setFailed({ id: session.id, containerName, code: known.code, message });
  }

  private renew(id: string): void {
    this.options.repository
      .claim({ id, holder: this.holder, leaseMs })
      .catch((error: unknown) => this.options.log.warn({ err: error, sessionId: id }, "a lease could not be renewed"));
  }
}

function startFailed(cause: unknown): AppError {
  return new AppError("start_failed", { publicMessage: "Your database did not start. Try again.", cause });
}

function dataLost(): AppError {
  return new AppError("session_failed", {
    publicMessage: "Your database was removed from outside, and what was in it is lost. Start again with fresh data.",
  });
}
