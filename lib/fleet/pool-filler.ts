import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { TemplateImages } from "@/lib/containers/template-images";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { newPassword } from "@/lib/database-client/scram-verifier";
import type { LessonRepository } from "@/lib/lessons/lesson-repository";
import { countNeeds } from "@/lib/lessons/plan-lessons";
import type { Log } from "@/lib/log/log";
import { roomLeft } from "@/lib/sessions/host-room";
import type { PoolEntry, PoolRepository } from "@/lib/sessions/pool-repository";
import { type TemplateFaults, templateFaultReason } from "@/lib/templates/template-faults";
import { templatePassword } from "@/lib/templates/template-key";
import { type PoolLimits, type PoolPlan, planPool } from "./plan-pool";

interface PoolFillerOptions {
  pool: PoolRepository;
  lessons: LessonRepository;
  faults: TemplateFaults;
  containers: DockerContainerService;
  databaseClient: ContainerDatabaseClientService;
  images: TemplateImages;
  limits: PoolLimits;
  /** Sessions that may run at once, and ports that they can have. */
  capacity: { maxLive: number; ports: number };
  secret: string;
  startTimeoutMs: number;
  log: Log;
}

/** So many are started side by side; Docker does not get faster with more, and people's starts slower. */
const batchSize = 4;

/** One that takes longer than this may be about to fail: the others get its place, and its template no second one. */
const slowMs = 5_000;

/** Beyond its time-out, a start has had so long to clear away after itself. */
const clearanceMs = 60_000;

/** A round does not wait longer than this for a container that is slow: the keeper has other things to look at. */
const roundMs = 1_000;

/** After the host refused a container, nothing is asked of it for so long. */
const restMs = 15_000;

/**
 * Keeps containers waiting ahead of need: adds what is wanted, takes back what is not. People's own starts come first:
 * while one is under way, nothing is added.
 */
export class PoolFiller {
  private readonly inFlight = new Map<Promise<void>, { templateKey: string; since: number }>();
  private restUntil = 0;
  /** How many were to wait for each template in the last round. */
  wanted: ReadonlyMap<string, number> = new Map();

  constructor(private readonly options: PoolFillerOptions) {}

  /**
   * Adds a few of the containers that are lacking and drops what is too many. A container that is slow to get ready does
   * not hold up the round: the next one goes on beside it.
   * @returns whether to look again at once, because more is lacking or on its way
   */
  async fill(): Promise<boolean> {
    const { plan, isHostRefusing } = await this.plan();
    this.wanted = plan.wanted;
    await Promise.all(plan.drop.slice(0, batchSize).map((name) => this.drop(name)));
    const isHeldBack = isHostRefusing || performance.now() < this.restUntil;
    const isSomebodyStarting = plan.add.length > 0 && (await this.options.pool.isSomebodyStarting());
    if (!isHeldBack && !isSomebodyStarting) this.startBatch(plan.add);
    const isMoreLacking = plan.add.length > 0 && !isHeldBack;
    if (isMoreLacking || this.inFlight.size > 0) await this.untilOneIsReady();
    const isMoreToDo = (isMoreLacking && performance.now() >= this.restUntil) || plan.drop.length > batchSize;
    return isMoreToDo || this.inFlight.size > 0;
  }

  /** Waits for whatever is on its way, before the process lets go of its connections. */
  async settled(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight.keys());
  }

  private async plan(): Promise<{ plan: PoolPlan; isHostRefusing: boolean }> {
    const { pool, lessons, faults, limits, capacity } = this.options;
    await faults.removeUnused();
    const demand = await pool.listDemand();
    await this.dropOutdated(new Set(demand.map(({ templateKey }) => templateKey)));
    const [entries, host, lessonFacts] = await Promise.all([
      pool.listEntries(),
      pool.readRoom(capacity),
      lessons.readFacts(),
    ]);
    if (host.draining) {
      const drop = entries.filter(({ state }) => state === "ready").map(({ name }) => name);
      return { plan: { add: [], drop, wanted: new Map() }, isHostRefusing: true };
    }
    const lessonNeeds = countNeeds(lessonFacts);
    const plan = planPool({ demand, entries, lessonNeeds, limits, room: roomLeft(host).count });
    return { plan, isHostRefusing: host.refusal !== null };
  }

  /** What waits with data that no exercise has any more would never be claimed; what nobody starts any more, neither. */
  private async dropOutdated(templates: Set<string>): Promise<void> {
    const abandonedMs = this.options.startTimeoutMs + clearanceMs;
    const isOutdated = ({ templateKey, state, ageMs }: PoolEntry) =>
      !templates.has(templateKey) || (state === "starting" && ageMs > abandonedMs);
    const outdated = (await this.options.pool.listEntries()).filter(isOutdated);
    for (const { name } of outdated) await this.drop(name);
  }

  /** The row goes first: whoever gets it has the container, so that nobody's claimed one is removed. */
  private async drop(name: string): Promise<void> {
    const { pool, containers, log } = this.options;
    if (!(await pool.remove(name))) return;
    await containers.removeContainer(name);
    log.info({ container: name }, "took a waiting container back");
  }

  private startBatch(add: string[]): void {
    const since = performance.now();
    const slow = [...this.inFlight.values()].filter((start) => since - start.since > slowMs);
    const slowTemplates = new Set(slow.map(({ templateKey }) => templateKey));
    const free = Math.max(0, batchSize - this.inFlight.size + slow.length);
    for (const templateKey of add.filter((one) => !slowTemplates.has(one)).slice(0, free)) {
      const work: Promise<void> = this.addContainer(templateKey)
        .catch((error: unknown) => this.settleFailure(templateKey, error))
        .finally(() => this.inFlight.delete(work));
      this.inFlight.set(work, { templateKey, since });
    }
  }

  private async untilOneIsReady(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const roundIsOver = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, roundMs);
    });
    await Promise.race([roundIsOver, ...this.inFlight.keys()]);
    clearTimeout(timer);
  }

  /** One that does not get ready leaves neither row nor container. */
  private async addContainer(templateKey: string): Promise<void> {
    const { pool, faults, containers, databaseClient, images, secret, startTimeoutMs } = this.options;
    const passwords = { admin: newPassword(), student: newPassword() };
    const name = await pool.insertStarting(templateKey, passwords);
    try {
      const request = {
        name,
        image: images.imageName(templateKey),
        role: "session" as const,
        priority: "pool" as const,
      };
      const { port } = await containers.startContainer(request, (address) =>
        databaseClient.openAccess({
          address,
          passwords,
          templatePassword: templatePassword({ secret, key: templateKey }),
          mayCreateRoles: false,
          timeoutMs: startTimeoutMs,
        }),
      );
      await faults.recordSuccess(templateKey);
      if (!(await pool.setReady({ name, port }))) await containers.removeContainer(name);
    } catch (error) {
      // Whoever took the row away took the container with it, which says nothing about the template.
      if (await pool.remove(name)) throw error;
    }
  }

  /** A template's own failure counts against it and the others go on; where the host fails, all of them rest a little. */
  private async settleFailure(templateKey: string, error: unknown): Promise<void> {
    const { faults, log } = this.options;
    const reason = templateFaultReason(error);
    log.warn({ err: error, template: templateKey, reason }, "a container for the pool did not get ready");
    if (reason === null) {
      this.restUntil = performance.now() + restMs;
      return;
    }
    try {
      await faults.recordFailure(templateKey, reason);
    } catch (err) {
      log.warn({ err, template: templateKey }, "a template's failure could not be written down");
    }
  }
}
