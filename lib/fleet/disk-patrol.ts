import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { ClientGuard, GuardLook } from "@/lib/database-client/client-guard";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import type { SessionHibernator } from "@/lib/sessions/session-hibernator";
import type { ReachableSession, SessionRepository } from "@/lib/sessions/session-repository";
import { FillAlarm } from "./fill-alarm";
import { LookBudget } from "./look-budget";
import { lookAgainAfterMs } from "./look-pace";
import { WorkMeter } from "./work-meter";

interface DiskPatrolOptions {
  repository: Pick<SessionRepository, "listReachable">;
  containers: Pick<DockerContainerService, "host" | "readStats" | "readFreeDiskBytes">;
  databaseClient: ContainerDatabaseClientService;
  hibernator: Pick<SessionHibernator, "forceSleep">;
  diskBytes: number;
  /** How often one whose connection was shown to nobody is looked after; a minute where it is left out. */
  unshownLookMs?: number;
  metrics: Metrics;
  log: Log;
}

/** One container that is watched. */
interface Post {
  sessionId: string;
  guard: ClientGuard;
  meter: WorkMeter;
  /** Its student knows how psql gets in. */
  isShown: boolean;
  isAlone: boolean;
  /** The host's disk fills, and nobody knows yet by whom. */
  isSuspect: boolean;
  dueAtMs: number;
  looking: Promise<void> | null;
}

/** What is due is looked at so often, and no more often. */
const tickMs = 25;
const refreshMs = 1_000;

const unreachableMs = 5_000;

/** Nobody was told how to get in; a student can still give roles passwords of his own. */
const usualUnshownLookMs = 60_000;

/** A look at a container that nobody seems to be in costs a connection, some ten milliseconds of the processor. */
const shownLooksPerSecond = 8;
const unshownLooksPerSecond = 2;
const suspectLooksPerSecond = 20;

/**
 * The keeper's watch on what psql and other clients write, beside its rounds. A container is looked into often and over one
 * connection while such a client is there, and now and then while none is, with a bound for all containers together.
 * Where the host loses half a quota of its disk, all are looked after at once. A page's consoles watch over themselves. What
 * sleeps is not looked at, and one that rests is not woken by a look: PostgreSQL would hold 3 MB more from then on, of its
 * catalogs and its files' names.
 */
export class DiskPatrol {
  private readonly posts = new Map<string, Post>();
  private readonly shownBudget = new LookBudget(shownLooksPerSecond);
  private readonly unshownBudget = new LookBudget(unshownLooksPerSecond);
  private readonly suspectBudget = new LookBudget(suspectLooksPerSecond);
  private readonly fillAlarm: FillAlarm;
  private refreshDueAtMs = 0;
  private heeding: Promise<void> | null = null;
  private readonly unshownLookMs: number;

  constructor(private readonly options: DiskPatrolOptions) {
    this.fillAlarm = new FillAlarm(options.diskBytes / 2);
    this.unshownLookMs = options.unshownLookMs ?? usualUnshownLookMs;
  }

  /** Watches until the signal; nothing is connected any more when this returns. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh();
      this.lookAtDue();
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
    await Promise.all([this.heeding, ...[...this.posts.values()].map(({ looking }) => looking)]);
    await Promise.all([...this.posts.values()].map(({ guard }) => guard.close()));
    this.posts.clear();
    this.refreshDueAtMs = 0;
  }

  /** Which containers there are. While Carrel's database is away, those that are known are watched on. */
  private async refresh(): Promise<void> {
    if (performance.now() < this.refreshDueAtMs) return;
    this.refreshDueAtMs = performance.now() + refreshMs;
    // Not waited for: a Docker that is slow must not keep anybody from being watched.
    this.heeding ??= this.heedFreeDisk().finally(() => {
      this.heeding = null;
    });
    try {
      this.follow(await this.options.repository.listReachable());
    } catch (err) {
      this.options.log.warn({ err }, "the sessions whose disks are watched could not be read");
    }
  }

  /** What is written in a container that nobody is known to be in takes from the host's free disk all the same. */
  private async heedFreeDisk(): Promise<void> {
    // Docker is asked where its files are; where it does not answer, everybody is looked after in turn.
    const freeBytes = await this.options.containers.readFreeDiskBytes().catch(() => null);
    if (freeBytes === null || !this.fillAlarm.note(freeBytes)) return;
    for (const post of this.posts.values()) {
      if (post.isShown) continue;
      post.isSuspect = true;
      post.dueAtMs = 0;
    }
  }

  private follow(sessions: ReachableSession[]): void {
    const current = new Set(sessions.map(keyOf));
    for (const [key, post] of this.posts) {
      if (current.has(key)) continue;
      this.posts.delete(key);
      // A look under way notices by itself that the container stops.
      void Promise.resolve(post.looking).then(() => post.guard.close());
    }
    for (const session of sessions) {
      const key = keyOf(session);
      const post = this.posts.get(key) ?? this.post(session);
      if (session.isShown && !post.isShown) post.dueAtMs = 0;
      post.isShown = session.isShown;
      this.posts.set(key, post);
    }
  }

  private post({ id, containerName, port, isShown, ...passwords }: ReachableSession): Post {
    const { containers, databaseClient, diskBytes, metrics, log } = this.options;
    const guard = databaseClient.guardClients({
      address: { host: containers.host, port },
      passwords: { admin: passwords.adminPassword, student: passwords.studentPassword },
      diskBytes,
      onStopped: (stopped) => {
        metrics.clientsStopped();
        log.warn({ sessionId: id, ...stopped }, "clients of a session were stopped: its disk quota is reached");
      },
    });
    const meter = new WorkMeter({ readStats: () => containers.readStats(containerName) });
    const dueAtMs = performance.now() + (isShown ? 0 : this.unshownLookMs);
    return { sessionId: id, guard, meter, isShown, isAlone: true, isSuspect: false, dueAtMs, looking: null };
  }

  private lookAtDue(): void {
    const now = performance.now();
    const due = [...this.posts.values()].filter(({ dueAtMs, looking }) => !looking && dueAtMs <= now);
    due.sort((a, b) => a.dueAtMs - b.dueAtMs);
    for (const post of due) {
      if (post.isAlone && !this.budgetOf(post).take(now)) continue;
      post.isSuspect = false;
      post.looking = this.look(post).finally(() => {
        post.looking = null;
      });
    }
  }

  private budgetOf({ isShown, isSuspect }: Post): LookBudget {
    if (isShown) return this.shownBudget;
    return isSuspect ? this.suspectBudget : this.unshownBudget;
  }

  private async look(post: Post): Promise<void> {
    const { log, hibernator } = this.options;
    try {
      if (await this.rests(post)) {
        post.dueAtMs = performance.now() + this.unshownLookMs;
        return;
      }
      const look = await post.guard.look();
      post.meter.noteLook();
      post.isAlone = look.finding === "alone";
      post.dueAtMs = performance.now() + this.pauseAfter(post, look);
      if (look.finding === "overflowing") await hibernator.forceSleep(post.sessionId);
    } catch (err) {
      // It falls asleep, is brought up again, or is too busy to answer.
      log.debug({ err, sessionId: post.sessionId }, "a container's disk could not be looked at");
      post.isAlone = true;
      post.dueAtMs = performance.now() + unreachableMs;
    }
  }

  /** Who knows how to get in may come at any moment, and is looked for at once. */
  private async rests({ isShown, isAlone, meter }: Post): Promise<boolean> {
    return !isShown && isAlone && (await meter.hasRested());
  }

  private pauseAfter({ isShown }: Post, look: GuardLook): number {
    if (look.finding === "alone" && !isShown) return this.unshownLookMs;
    const occupied = [...this.posts.values()].filter(({ isAlone }) => !isAlone).length;
    return lookAgainAfterMs(look, occupied);
  }
}

/** A reset brings another container, and waking another port. */
function keyOf({ id, containerName, port }: ReachableSession): string {
  return `${id} ${containerName} ${port}`;
}
