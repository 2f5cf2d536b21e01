import "server-only";
import { randomUUID } from "node:crypto";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import type { IdleClock } from "./idle-clock";
import type { SessionConsoles } from "./session-consoles";
import type { SessionLeases } from "./session-leases";
import type { SessionProvisioner } from "./session-provisioner";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

interface SessionHibernatorOptions {
  repository: SessionRepository;
  idleClock: IdleClock;
  leases: SessionLeases;
  provisioner: SessionProvisioner;
  consoles: SessionConsoles;
  containers: DockerContainerService;
  databaseClient: ContainerDatabaseClientService;
  /** Idle for so long, a session gives up its place when somebody else needs one. */
  yieldMs: number;
  metrics: Metrics;
  log: Log;
}

/** So many are asked whether they can give up their place before a start has to wait. */
const candidateLimit = 5;

/** A session that was used up to so long after now is idle enough, which every one is. */
const alwaysMs = 60 * 60_000;

/**
 * Puts sessions to sleep: the container is stopped, its memory is free, its data stays. The row changes first and only
 * where nobody used the session meanwhile, so a query that came before keeps it awake, and one that comes after wakes it.
 */
export class SessionHibernator {
  private readonly holder = randomUUID();

  constructor(private readonly options: SessionHibernatorOptions) {}

  /** @returns whether it sleeps now; not where somebody is at work in it */
  async hibernate(session: SessionRow, idleMs: number): Promise<boolean> {
    const { repository, metrics, log } = this.options;
    const { id } = session;
    if (await this.isAtWork(session, idleMs)) {
      await repository.touch(id);
      return false;
    }
    if (!(await repository.setHibernated({ id, idleMs, holder: this.holder }))) return false;
    log.info({ sessionId: id }, "a session falls asleep");
    metrics.sessionHibernated();
    await this.stop(session);
    return true;
  }

  /** Makes room for somebody by putting the session to sleep that has been idle longest. @returns whether there was one */
  async yieldPlace(): Promise<boolean> {
    const { repository, idleClock, yieldMs } = this.options;
    if (!(await idleClock.runs())) return false;
    for (const session of await repository.listIdle({ idleMs: yieldMs, limit: candidateLimit })) {
      if (await this.hibernate(session, yieldMs)) return true;
    }
    return false;
  }

  /** Puts a session to sleep whatever goes on in it: it fills the disk, and nothing else helped. */
  async forceSleep(id: string): Promise<void> {
    const { repository, log } = this.options;
    const session = await repository.findSession(id);
    if (!session) return;
    const { holder } = this;
    if (!(await repository.setHibernated({ id, idleMs: -alwaysMs, holder, isForDisk: true }))) return;
    log.warn({ sessionId: id }, "a session was put to sleep because it filled the disk");
    this.options.metrics.sessionHibernated();
    await this.stop(session);
  }

  /** Stops what should be asleep and runs, because whoever put it to sleep died in the middle. */
  async stopAsleep(id: string): Promise<void> {
    const session = await this.options.leases.claimAsleep({ id, holder: this.holder });
    if (session) await this.stop(session);
  }

  private async stop({ id, containerName }: SessionRow): Promise<void> {
    const { repository, leases, consoles, containers, provisioner, log } = this.options;
    const lease = { id, holder: this.holder };
    const stopRenewing = leases.keepRenewing(lease, (err) =>
      log.warn({ err, sessionId: id }, "a lease was not renewed"),
    );
    try {
      await consoles.closeAll(id);
      if (containerName) await containers.stopContainer(containerName);
    } finally {
      stopRenewing();
      await leases.release(lease);
    }
    // Whoever woke it meanwhile could not begin while its container was being stopped.
    const now = await repository.findSession(id);
    if (now?.state === "starting") await provisioner.provision(id);
  }

  /** A container that cannot be asked does nobody's work. */
  private async isAtWork({ id, port }: SessionRow, withinMs: number): Promise<boolean> {
    const { containers, databaseClient, repository, log } = this.options;
    if (!port) return false;
    const address = { host: containers.host, port };
    try {
      return await databaseClient.hasActivity({ address, passwords: await repository.getPasswords(id), withinMs });
    } catch (err) {
      log.debug({ err, sessionId: id }, "a session that is to sleep could not be asked whether it works");
      return false;
    }
  }
}
