import "server-only";
import { randomUUID } from "node:crypto";
import { OncePerKey } from "@/lib/concurrency/once-per-key";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import { type TemplateFaults, templateFaultReason } from "@/lib/templates/template-faults";
import type { BackgroundWork } from "./background-work";
import { type ContainerStarter, type StartedFrom, type StartTask, SupersededError } from "./container-starter";
import type { SessionContainers } from "./session-containers";
import type { SessionLeases } from "./session-leases";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

interface SessionProvisionerOptions {
  repository: SessionRepository;
  leases: SessionLeases;
  starter: ContainerStarter;
  sessionContainers: SessionContainers;
  background: BackgroundWork;
  faults: TemplateFaults;
  metrics: Metrics;
  log: Log;
}

/**
 * Brings a session in state `starting` to `ready`. Whoever holds the lease does it, web or keeper; every step can be
 * repeated, so a process that dies in the middle leaves work to the next, not a mess.
 */
export class SessionProvisioner {
  /** Names this process's leases. */
  readonly holder = randomUUID();
  private readonly inFlight = new OncePerKey<SessionRow | null>();

  constructor(private readonly options: SessionProvisionerOptions) {}

  /** Never throws: how it ended stands in the session's row. @returns the row, where the session got ready here */
  provision(sessionId: string): Promise<SessionRow | null> {
    return this.once(sessionId, async () => {
      const row = await this.options.leases.claimStarting({ id: sessionId, holder: this.holder });
      return row && this.underLease(row, () => this.options.starter.planTask(row));
    });
  }

  /** The same for a start that was let in with this process's lease, of which everything is known already. */
  provisionAdmitted(task: StartTask): Promise<SessionRow | null> {
    const session = { id: task.id, containerName: task.containerName, readyAt: null };
    return this.once(task.id, () => this.underLease(session, async () => task));
  }

  private once(id: string, work: () => Promise<SessionRow | null>): Promise<SessionRow | null> {
    const { log } = this.options;
    return this.inFlight.run(id, () =>
      work().catch((err: unknown) => {
        log.error({ err, sessionId: id }, "a session could not be brought up");
        return null;
      }),
    );
  }

  private async underLease(
    session: Pick<SessionRow, "id" | "containerName" | "readyAt">,
    plan: () => Promise<StartTask>,
  ): Promise<SessionRow | null> {
    const { leases, log } = this.options;
    const lease = { id: session.id, holder: this.holder };
    const stopRenewing = leases.keepRenewing(lease, (err) =>
      log.warn({ err, sessionId: session.id }, "a lease was not renewed"),
    );
    let ready: SessionRow | null = null;
    try {
      ready = await this.carryOut(await plan());
    } catch (error) {
      await this.settleFailure(session, error);
    } finally {
      stopRenewing();
      // Getting ready lets go of the lease by itself.
      if (!ready) await leases.release(lease);
    }
    return ready;
  }

  private async carryOut(task: StartTask): Promise<SessionRow | null> {
    const { repository, sessionContainers } = this.options;
    const startedAt = performance.now();
    const { address, from } = await this.bringUp(task);
    const row = await repository.setReady({ ...task, port: address.port });
    if (!row) {
      await sessionContainers.remove({ containerName: task.containerName, pooledName: task.pooled?.name ?? null });
      return null;
    }
    this.settleReady(row, { from, startedAt });
    return row;
  }

  /** What is left to do for a session that its student can use. @param how.startedAt by this process's own clock */
  settleReady(row: SessionRow, how: { from: StartedFrom; startedAt: number }): void {
    const { sessionContainers, background, log } = this.options;
    background.runAfterAnswer("name a container", row.id, () => sessionContainers.rename(row));
    const durationMs = performance.now() - how.startedAt;
    this.count(how.from, durationMs);
    log.info({ sessionId: row.id, from: how.from, durationMs: Math.round(durationMs) }, "a session is ready");
  }

  /** What a template's new containers do is remembered: one that keeps failing goes out of service. */
  private async bringUp(task: StartTask): ReturnType<ContainerStarter["bringUp"]> {
    const { starter, faults } = this.options;
    try {
      const reached = await starter.bringUp(task);
      if (task.template && reached.from === "cold") await faults.recordSuccess(task.template.key);
      return reached;
    } catch (error) {
      const reason = task.template && !(error instanceof SupersededError) ? templateFaultReason(error) : null;
      if (task.template && reason) await faults.recordFailure(task.template.key, reason);
      throw error;
    }
  }

  private count(from: StartedFrom, durationMs: number): void {
    const { metrics } = this.options;
    if (from === "kept") {
      metrics.sessionWoken({ durationMs });
      return;
    }
    metrics.sessionStarted({ from, durationMs });
    metrics.claim(from === "pool" ? "warm" : "cold");
  }

  /** A first start that fails is over. A container that may hold work stays `starting`, and the keeper tries again. */
  private async settleFailure(
    session: Pick<SessionRow, "id" | "containerName" | "readyAt">,
    error: unknown,
  ): Promise<void> {
    const { repository, log } = this.options;
    if (error instanceof SupersededError || !session.containerName) return;
    const { id, containerName } = session;
    const known = error instanceof AppError ? error : startFailed(error);
    log.warn({ err: known, sessionId: id }, "a session did not start");
    this.options.metrics.sessionStartFailed({ code: known.code });
    if (session.readyAt && known.code !== "session_failed") return;
    await repository.setFailed({ id, containerName, code: known.code, message: known.publicMessage });
  }
}

function startFailed(cause: unknown): AppError {
  return new AppError("start_failed", { publicMessage: "Your database did not start. Try again.", cause });
}
