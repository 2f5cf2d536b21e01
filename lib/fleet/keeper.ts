import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { ChangeFeed } from "@/lib/db/change-feed";
import type { Log } from "@/lib/log/log";
import type { ExerciseSessionService } from "@/lib/sessions/exercise-session-service";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import type { SessionProvisioner } from "@/lib/sessions/session-provisioner";
import type { SessionRepository } from "@/lib/sessions/session-repository";
import type { TemplateService } from "@/lib/templates/template-service";
import { type FleetStep, planSteps } from "./plan-steps";
import type { PoolFiller } from "./pool-filler";

interface KeeperOptions {
  containers: DockerContainerService;
  repository: SessionRepository;
  sessions: ExerciseSessionService;
  provisioner: SessionProvisioner;
  templates: TemplateService;
  pool: PoolRepository;
  poolFiller: PoolFiller;
  changes: ChangeFeed;
  intervalMs: number;
  log: Log;
}

/** Unused images are looked for this often; builds are asked for by notification, and looked for as often too. */
const templateSweepMs = 60_000;

/**
 * Owns the background duties: builds templates, and makes rows and containers agree. Each round reads anew what is, so a
 * round that fails (Docker or the database away) changes nothing and the next one begins from the truth.
 */
export class Keeper {
  private readonly startedAt = new Date();
  private templatesDueAt = 0;

  constructor(private readonly options: KeeperOptions) {}

  /** Runs rounds until the signal; the round under way is finished first. */
  async run(signal: AbortSignal): Promise<void> {
    let wake: () => void = () => undefined;
    signal.addEventListener("abort", () => wake(), { once: true });
    const subscriptions = [
      this.options.changes.subscribe("carrel_pool", () => wake()),
      this.options.changes.subscribe("carrel_database", () => {
        this.templatesDueAt = 0;
        wake();
      }),
    ];
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await this.guarded("templates", () => this.keepTemplates());
      await this.guarded("sessions", () => this.keepSessions());
      await this.guarded("pool", async () => {
        if (await this.options.poolFiller.fill()) wake();
      });
      const timer = setTimeout(() => wake(), this.options.intervalMs);
      if (!signal.aborted) await woken;
      clearTimeout(timer);
    }
    for (const unsubscribe of subscriptions) unsubscribe();
  }

  /** Makes rows and containers agree, once. */
  async keepSessions(): Promise<void> {
    const containers = await this.options.containers.listContainers();
    // Read one after the other: a container that is claimed in between stands in the one or the other.
    const pool = await this.options.pool.listAll();
    const sessions = await this.options.repository.listForKeeper();
    const steps = planSteps({ containers, sessions, pool, keeperStartedAt: this.startedAt });
    await Promise.all(steps.map((step) => this.guarded(step.kind, () => this.execute(step))));
  }

  /** Builds what is missing and removes what is unused, when it is time for it. */
  async keepTemplates(): Promise<void> {
    const now = Date.now();
    if (now < this.templatesDueAt) return;
    this.templatesDueAt = now + templateSweepMs;
    for (const databaseId of await this.options.templates.listOutdated()) {
      await this.guarded("build-template", () => this.options.templates.ensureTemplate(databaseId));
    }
    await this.options.templates.removeUnused();
  }

  private async execute(step: FleetStep): Promise<void> {
    const { sessions, provisioner, containers, log } = this.options;
    log.info({ step }, "keeper step");
    switch (step.kind) {
      case "end-session":
        return sessions.endExpired(step.sessionId);
      case "provision-session":
        return provisioner.provision(step.sessionId);
      case "recover-session":
        return sessions.recoverSession(step.sessionId, step.containerName);
      case "drop-pooled":
        await this.options.pool.remove(step.containerName);
        return containers.removeContainer(step.containerName);
      case "remove-container":
        return containers.removeContainer(step.containerName);
    }
  }

  /** One duty that fails is told and tried again next round; the others go on. */
  private async guarded(duty: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.log.error({ err: error, duty }, "a duty of the keeper failed; it is tried again");
      if (duty === "templates" || duty === "build-template") this.templatesDueAt = 0;
    }
  }
}
