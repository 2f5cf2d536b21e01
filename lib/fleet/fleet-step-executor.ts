import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { GraderRepository } from "@/lib/grading/grader-repository";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import type { ExerciseSessionService } from "@/lib/sessions/exercise-session-service";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import type { SessionContainers } from "@/lib/sessions/session-containers";
import type { SessionHibernator } from "@/lib/sessions/session-hibernator";
import type { SessionProvisioner } from "@/lib/sessions/session-provisioner";
import type { SessionRecovery } from "@/lib/sessions/session-recovery";
import type { SessionRepository } from "@/lib/sessions/session-repository";
import type { SharedCopies } from "@/lib/shared-copies/shared-copies";
import type { FleetStep } from "./plan-steps";

interface FleetStepExecutorOptions {
  containers: DockerContainerService;
  repository: SessionRepository;
  sessions: ExerciseSessionService;
  sessionContainers: SessionContainers;
  provisioner: SessionProvisioner;
  recovery: SessionRecovery;
  hibernator: SessionHibernator;
  pool: PoolRepository;
  graders: GraderRepository;
  graderIdleMs: number;
  sharedCopies: SharedCopies;
  hibernateMs: number;
  metrics: Metrics;
  log: Log;
}

/** Carries one step out. Each looks again before it acts, because the plan is as old as the round. */
export class FleetStepExecutor {
  constructor(private readonly options: FleetStepExecutorOptions) {}

  async execute(step: FleetStep): Promise<void> {
    const { metrics, log } = this.options;
    log.info({ step: step.kind, ...subjectOf(step) }, "keeper step");
    try {
      await this.carryOut(step);
      metrics.keeperStep({ kind: step.kind, outcome: "done" });
    } catch (error) {
      metrics.keeperStep({ kind: step.kind, outcome: "failed" });
      throw error;
    }
  }

  private async carryOut({ kind, subject }: FleetStep): Promise<void> {
    const { sessions, provisioner, recovery, hibernator, sharedCopies, containers, metrics } = this.options;
    switch (kind) {
      case "end-session":
        return sessions.endExpired(subject);
      case "provision-session":
        await provisioner.provision(subject);
        return;
      case "recover-session":
        return recovery.recover(subject);
      case "lose-session":
        return recovery.lose(subject);
      case "name-container":
        return this.nameContainer(subject);
      case "hibernate-session":
        return this.hibernate(subject);
      case "stop-asleep":
        return hibernator.stopAsleep(subject);
      case "drop-pooled":
        return this.dropPooled(subject);
      case "drop-grader":
        return this.dropGrader(subject);
      case "drop-shared":
        return sharedCopies.discardUnneeded(subject);
      case "remove-container":
        metrics.leakFound();
        return containers.removeContainer(subject);
    }
  }

  private async nameContainer(id: string): Promise<void> {
    const { repository, sessionContainers } = this.options;
    const session = await repository.findSession(id);
    if (session?.state === "ready") await sessionContainers.rename(session);
  }

  /** It may have got ready since the containers were listed; and where somebody has claimed it, it is theirs. */
  private async dropPooled(name: string): Promise<void> {
    const { pool, containers } = this.options;
    // One that got ready after the containers were listed looked as if it did not run.
    if ((await pool.isReady(name)) && (await containers.findContainer(name))?.running) return;
    // Somebody may have claimed it meanwhile; then it is theirs.
    if (await pool.remove(name)) await containers.removeContainer(name);
  }

  /** The row goes first: whoever needs it next makes another. */
  private async dropGrader(name: string): Promise<void> {
    const { graders, graderIdleMs, containers } = this.options;
    if (await graders.removeIdle({ name, idleMs: graderIdleMs })) await containers.removeContainer(name);
  }

  private async hibernate(id: string): Promise<void> {
    const { repository, hibernator, hibernateMs } = this.options;
    const session = await repository.findSession(id);
    if (session?.state === "ready") await hibernator.hibernate(session, hibernateMs);
  }
}

function subjectOf({ kind, subject }: FleetStep): { container: string } | { sessionId: string } {
  return containerKinds.includes(kind) ? { container: subject } : { sessionId: subject };
}

const containerKinds: FleetStep["kind"][] = ["drop-pooled", "drop-shared", "drop-grader", "remove-container"];
