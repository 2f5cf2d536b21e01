import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { ChangeFeed } from "@/lib/db/change-feed";
import type { GraderRepository } from "@/lib/grading/grader-repository";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import { withFreePort } from "@/lib/sessions/free-port";
import type { IdleClock } from "@/lib/sessions/idle-clock";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import { QuietMoment } from "@/lib/sessions/quiet-moment";
import type { SessionAdmission } from "@/lib/sessions/session-admission";
import type { SessionRepository } from "@/lib/sessions/session-repository";
import type { SharedCopyRepository } from "@/lib/shared-copies/shared-copy-repository";
import type { TemplateService } from "@/lib/templates/template-service";
import type { DiskPatrol } from "./disk-patrol";
import type { HostWatch } from "./host-watch";
import { planSteps } from "./plan-steps";
import type { PoolFiller } from "./pool-filler";
import type { RoundReport } from "./round-report";
import type { StepResult, StepRunner } from "./step-runner";

interface KeeperOptions {
  containers: DockerContainerService;
  repository: SessionRepository;
  admission: SessionAdmission;
  templates: TemplateService;
  pool: PoolRepository;
  graders: GraderRepository;
  graderIdleMs: number;
  poolFiller: PoolFiller;
  diskPatrol: DiskPatrol;
  sharedRepository: SharedCopyRepository;
  steps: StepRunner;
  hostWatch: HostWatch;
  idleClock: IdleClock;
  report: RoundReport;
  changes: ChangeFeed;
  intervalMs: number;
  hibernateMs: number;
  metrics: Metrics;
  log: Log;
}

/** Unused images are looked for this often; builds are asked for by notification, and looked for as often too. */
const templateSweepMs = 60_000;

/**
 * A round that began with a claim would take the processor from the start that it belongs to, and from those of a class
 * that come with it.
 */
const afterClaimMs = 150;
const afterClaimsAtMostMs = 1_000;

/**
 * Owns the background duties: builds templates, and makes rows and containers agree. Each round reads anew what is, so a
 * round that fails (Docker or the database away) changes nothing and the next one begins from the truth.
 */
export class Keeper {
  private readonly startedAt = new Date();
  private templatesDueAt = 0;
  private templatesUnderWay: Promise<void> | null = null;

  constructor(private readonly options: KeeperOptions) {}

  /** Runs rounds until the signal; the round under way is finished first. */
  async run(signal: AbortSignal): Promise<void> {
    let wake: () => void = () => undefined;
    signal.addEventListener("abort", () => wake(), { once: true });
    const { changes, intervalMs, poolFiller, diskPatrol } = this.options;
    const patrol = diskPatrol.run(signal);
    const claims = new QuietMoment({
      quietMs: afterClaimMs,
      atMostMs: afterClaimsAtMostMs,
      onQuiet: () => wake(),
    });
    const subscriptions = [
      changes.subscribe("carrel_pool", () => claims.disturb()),
      changes.subscribe("carrel_database", () => {
        this.templatesDueAt = 0;
        wake();
      }),
    ];
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const isMoreToDo = await this.round();
      if (isMoreToDo && !claims.isAwaited) wake();
      const timer = setTimeout(() => wake(), intervalMs);
      if (!signal.aborted) await woken;
      clearTimeout(timer);
    }
    claims.stop();
    await Promise.all([poolFiller.settled(), this.templatesUnderWay, patrol]);
    for (const unsubscribe of subscriptions) unsubscribe();
  }

  /** What people have comes first, then what they will want. @returns whether to look again at once */
  private async round(): Promise<boolean> {
    const { metrics, report, poolFiller, hostWatch } = this.options;
    const startedAt = performance.now();
    const errors: unknown[] = [];
    const guarded = async <T>(duty: string, work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work();
      } catch (err) {
        // One duty that fails is told and tried again next round; the others go on.
        this.options.log.error({ err, duty }, "a duty of the keeper failed; it is tried again");
        errors.push(err);
        return null;
      }
    };
    await guarded("host", () => hostWatch.look());
    const results = await guarded("sessions", () => this.keepSessions());
    this.beginTemplates();
    const isPoolLacking = await guarded("pool", () => poolFiller.fill());
    const durationMs = performance.now() - startedAt;
    metrics.keeperRound({ durationMs, outcome: errors.length > 0 ? "failed" : "ok" });
    await guarded("report", () => report.save({ results: results ?? [], errors, durationMs }));
    return isPoolLacking ?? false;
  }

  /** Makes rows and containers agree, once, and gives free places to those who wait. */
  async keepSessions(): Promise<StepResult[]> {
    const { containers: docker, pool: waiting, repository, sharedRepository, steps } = this.options;
    const { admission, idleClock, hibernateMs } = this.options;
    await repository.forgetFuture();
    const containers = await docker.listContainers();
    // Read one after the other: a container that is claimed in between stands in the one or the other.
    const pool = await waiting.listAll();
    const sessions = await repository.listForKeeper({ idleMs: hibernateMs });
    const shared = await sharedRepository.listForKeeper();
    const graders = await this.options.graders.listAll({ idleMs: this.options.graderIdleMs });
    // Asked last: a clock that jumped before the list was read made everybody in it look idle.
    const idleClockRuns = await idleClock.runs();
    const { startedAt: keeperStartedAt } = this;
    const planned = planSteps({ containers, sessions, pool, shared, graders, keeperStartedAt, idleClockRuns });
    const results = await steps.run(planned);
    for (const { step, error } of results) {
      if (error) this.options.log.error({ err: error, step: step.kind, subject: step.subject }, "a keeper step failed");
    }
    await admission.promote();
    // Nobody else looks again whether somebody has become idle since a page began to queue.
    await admission.relieveQueue();
    return results;
  }

  /** Builds what is missing and removes what is unused. One build that fails does not keep the others waiting. */
  async keepTemplates(): Promise<void> {
    const { templates, log } = this.options;
    for (const databaseId of await templates.listOutdated()) {
      try {
        await withFreePort(this.options, () => templates.ensureTemplate(databaseId));
      } catch (err) {
        log.error({ err, databaseId }, "a template was not built; it is tried again");
        this.templatesDueAt = 0;
      }
    }
    await templates.removeUnused();
  }

  /** A large dump takes minutes to load, and sessions cannot wait for it: builds go on beside the rounds. */
  private beginTemplates(): void {
    if (this.templatesUnderWay || performance.now() < this.templatesDueAt) return;
    this.templatesDueAt = performance.now() + templateSweepMs;
    this.templatesUnderWay = this.keepTemplates()
      .catch((err: unknown) => {
        this.options.log.error({ err, duty: "templates" }, "a duty of the keeper failed; it is tried again");
        this.templatesDueAt = 0;
      })
      .finally(() => {
        this.templatesUnderWay = null;
      });
  }
}
