import "server-only";
import type { ContainerAddress, DockerContainerService } from "@/lib/containers/docker-container-service";
import { ContainerGoneError } from "@/lib/containers/docker-error";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { Log } from "@/lib/log/log";
import type { StartStage } from "@/lib/schemas/session";
import { templatePassword } from "@/lib/templates/template-key";
import type { TemplateService } from "@/lib/templates/template-service";
import { withFreePort } from "./free-port";
import { adoptTimeoutMs } from "./pool-doorbell";
import { claimedContainer, type PooledContainer, type PoolRepository } from "./pool-repository";
import type { SessionContainers } from "./session-containers";
import { dataLost } from "./session-errors";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";
import type { StatementHistory } from "./statement-history";

interface ContainerStarterOptions {
  repository: SessionRepository;
  pool: PoolRepository;
  sessionContainers: SessionContainers;
  containers: DockerContainerService;
  databaseClient: ContainerDatabaseClientService;
  templates: TemplateService;
  exercises: ExerciseService;
  history: StatementHistory;
  secret: string;
  startTimeoutMs: number;
  log: Log;
}

/** All that starting one session takes. */
export interface StartTask {
  id: string;
  containerName: string;
  /** The container that was claimed for it, if one waited. */
  pooled: PooledContainer | null;
  /** Null where the session had a container before, which comes back as it is, whatever became of its template. */
  template: { key: string; image: string } | null;
  /** Exercises about permissions let the student make roles. */
  mayCreateRoles: boolean;
}

/** How a session got its container: "pool" it waited, "cold" it was made, "kept" it was there and had stopped. */
export type StartedFrom = "pool" | "cold" | "kept";

/** The session was ended or reset while its container was being started. */
export class SupersededError extends Error {}

/** Gets a container running that lets its student in: one that waited, one that is made, or the one that was there. */
export class ContainerStarter {
  constructor(private readonly options: ContainerStarterOptions) {}

  /** Reads what a session needs whose start somebody takes up in the middle. */
  async planTask(session: SessionRow): Promise<StartTask> {
    const { exercises, templates, pool } = this.options;
    const { id, containerName } = session;
    if (!containerName) throw new Error(`session ${id} has no container's name`);
    const { databaseId, kind } = await exercises.getForSession(session.exerciseId);
    const task = {
      id,
      containerName,
      mayCreateRoles: kind === "permissions",
    };
    const isKept = session.readyAt !== null && !(await this.isLostUnused(session));
    if (isKept) return { ...task, template: null, pooled: await this.requireKept(session) };
    const template = await templates.getTemplate(databaseId);
    const claimed = claimedContainer(session);
    return { ...task, template, pooled: claimed ?? (await pool.claim({ sessionId: id, templateKey: template.key })) };
  }

  /** @throws SupersededError, or AppError for why there is none; nothing that this call made is left over then */
  async bringUp(task: StartTask): Promise<{ address: ContainerAddress; from: StartedFrom }> {
    if (task.pooled && task.template) {
      const address = await this.adopt(task, task.pooled);
      if (address) return { address, from: "pool" };
    }
    if (!task.template) return { address: await this.startKept(task), from: "kept" };
    return { address: await withFreePort(this.options, () => this.start(task)), from: "cold" };
  }

  /** That its container is gone is found out by starting it. */
  private async startKept(task: StartTask): Promise<ContainerAddress> {
    try {
      return await withFreePort(this.options, () => this.start(task));
    } catch (error) {
      throw error instanceof AppError && error.cause instanceof ContainerGoneError ? dataLost() : error;
    }
  }

  private start(task: StartTask): Promise<ContainerAddress> {
    const { id, containerName, template } = task;
    const request = { name: containerName, image: template?.image ?? null, role: "session" as const, sessionId: id };
    return this.options.containers.startContainer(request, async (reached) => {
      // One that was ready before has its passwords; they are set again only where it does not take them.
      if (template || !(await this.letsStudentIn(task, reached))) await this.openAccess(task, reached);
    });
  }

  /**
   * A claimed container that was removed before it got its name, and in which nobody has done anything: another one is as
   * good. Its pooled name is forgotten then.
   */
  private async isLostUnused({ id, containerName, pooledName, connectionShownAt }: SessionRow): Promise<boolean> {
    const { sessionContainers, history, repository } = this.options;
    if (!pooledName || connectionShownAt || (await history.hasAny(id))) return false;
    if (await sessionContainers.find({ containerName, pooledName })) return false;
    await repository.forgetPooledName({ id, pooledName });
    return true;
  }

  /** The container that a session had. One that was claimed and not yet renamed bears its own name from here on. */
  private async requireKept(session: SessionRow): Promise<null> {
    const { sessionContainers } = this.options;
    if (!session.pooledName) return null;
    if (!(await sessionContainers.find(session))) throw dataLost();
    await sessionContainers.rename(session);
    return null;
  }

  /**
   * Takes a waiting container over. It has passwords that were made for it alone and came to the session with the claim, and
   * that its student gets in was proved when it was filled; its name follows when the student is already in.
   * @returns where it is reached, or null where it turned out to be of no use and is gone
   */
  private async adopt(task: StartTask, pooled: PooledContainer): Promise<ContainerAddress | null> {
    const { containers, databaseClient, repository, sessionContainers, log } = this.options;
    const address = { host: containers.host, port: pooled.port };
    try {
      if (task.mayCreateRoles) await this.allowRoles(task, address);
      else await databaseClient.knock(address, adoptTimeoutMs);
      return address;
    } catch (err) {
      log.warn({ err, sessionId: task.id }, "a pooled container was of no use; starting another");
      await sessionContainers.remove({ pooledName: pooled.name, containerName: task.containerName });
      await repository.forgetPooledName({ id: task.id, pooledName: pooled.name });
      return null;
    }
  }

  /** What waits is for exercises of every kind, and only those about permissions let the student make roles. */
  private async allowRoles({ id }: StartTask, address: ContainerAddress): Promise<void> {
    const { repository, databaseClient } = this.options;
    const passwords = await repository.getPasswords(id);
    const access = { address, passwords, templatePassword: null, mayCreateRoles: true };
    await databaseClient.openAccess({ ...access, timeoutMs: adoptTimeoutMs, isClaimed: true });
  }

  private async letsStudentIn(task: StartTask, address: ContainerAddress): Promise<boolean> {
    const { repository, databaseClient, startTimeoutMs: timeoutMs } = this.options;
    const passwords = await repository.getPasswords(task.id);
    const proof = databaseClient.awaitStudent({ address, passwords, timeoutMs });
    const [isIn] = await Promise.all([proof, this.setStage(task, "postgres")]);
    return isIn;
  }

  private async openAccess(task: StartTask, address: ContainerAddress): Promise<void> {
    const { repository, databaseClient, secret, startTimeoutMs } = this.options;
    const { id, template, mayCreateRoles } = task;
    await databaseClient.openAccess({
      address,
      mayCreateRoles,
      // Read anew: a claim brought those of the container along, and that one may have been of no use.
      passwords: await repository.getPasswords(id),
      templatePassword: template && templatePassword({ secret, key: template.key }),
      timeoutMs: startTimeoutMs,
      onStage: (stage) => this.setStage(task, stage),
    });
  }

  private async setStage({ id, containerName }: StartTask, stage: StartStage): Promise<void> {
    if (!(await this.options.repository.setStage({ id, containerName, stage }))) throw new SupersededError();
  }
}
