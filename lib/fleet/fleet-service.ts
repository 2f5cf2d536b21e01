import "server-only";
import type { ChangeFeed } from "@/lib/db/change-feed";
import { AppError } from "@/lib/errors/app-error";
import type { Fleet, FleetCapacity, FleetSession } from "@/lib/schemas/fleet";
import type { ClassSession, Session } from "@/lib/schemas/session";
import type { Viewer } from "@/lib/schemas/user";
import type { AuditLog } from "./audit-log";
import type { FleetFigures } from "./fleet-figures";
import type { FleetRepository, FleetStateView } from "./fleet-repository";
import type { ContainerUsage, UsageReader } from "./usage-reader";
import { watchFleet } from "./watch-fleet";

/** What is needed of ExerciseSessionService. */
interface FleetSessions {
  listClassSessions: (viewer: Viewer) => Promise<ClassSession[]>;
  getSession: (viewer: Viewer, id: string) => Promise<Session>;
  endSession: (viewer: Viewer, id: string) => Promise<void>;
  wakeSession: (viewer: Viewer, id: string) => Promise<unknown>;
}

interface FleetServiceOptions {
  sessions: FleetSessions;
  figures: FleetFigures;
  repository: FleetRepository;
  audit: AuditLog;
  usage: UsageReader;
  changes: ChangeFeed;
  isKeeperActive: () => Promise<boolean>;
  /** SESSION_MAX_LIVE. */
  maxLive: number;
  /** What the configuration alone says, in whole sentences for the operator. */
  configWarnings: string[];
}

/** The whole installation as its administrators see it, and what they do to it by hand. */
export class FleetService {
  constructor(private readonly options: FleetServiceOptions) {}

  /** @throws AppError forbidden for whoever is no administrator */
  async readFleet(viewer: Viewer): Promise<Fleet> {
    requireAdministrator(viewer);
    const { figures, repository, audit, isKeeperActive, maxLive, configWarnings } = this.options;
    const [entries, pool, places, state, active, samples, auditEntries] = await Promise.all([
      this.options.sessions.listClassSessions(viewer),
      figures.listPool(),
      figures.readPlaces(maxLive),
      repository.readState(),
      isKeeperActive(),
      repository.listSamples(),
      audit.listEntries(),
    ]);
    const sessions = await this.withUsage(entries);
    const pooled = pool.reduce((sum, one) => sum + one.waiting + one.starting, 0);
    const wanted = state.latest?.poolWanted ?? {};
    return {
      at: new Date().toISOString(),
      capacity: toCapacity({ sessions, state, pooled, places: places.inAll, taken: places.taken, maxLive }),
      warnings: [...new Set([...configWarnings, ...(state.latest?.warnings ?? [])])],
      sessions,
      pool: pool.map((one) => ({ ...one, wanted: wanted[one.templateKey] ?? null })),
      keeper: { active, latest: state.latest, busy: state.busy },
      samples,
      audit: auditEntries,
    };
  }

  /** The fleet now and after every change, for the page's event stream. @throws AppError forbidden */
  watchFleet(viewer: Viewer, signal: AbortSignal): AsyncGenerator<Fleet> {
    requireAdministrator(viewer);
    return watchFleet({ changes: this.options.changes, read: () => this.readFleet(viewer), signal });
  }

  /** Lets nothing new begin, or lets it again; what runs goes on. @throws AppError forbidden */
  async setDraining(viewer: Viewer, draining: boolean): Promise<void> {
    requireAdministrator(viewer);
    const act = { action: draining ? ("drain_on" as const) : ("drain_off" as const), subject: "Carrel" };
    await this.options.audit.record(viewer, act, () => this.options.repository.setDraining(draining));
  }

  /** Wakes a sleeping session, which starts or queues. One that is awake is left alone. @throws AppError forbidden, or why it cannot wake */
  async wakeSession(viewer: Viewer, id: string): Promise<void> {
    requireAdministrator(viewer);
    const { audit, figures, sessions } = this.options;
    if ((await sessions.getSession(viewer, id)).state !== "hibernated") return;
    const act = { action: "wake_session" as const, subject: await figures.nameSession(id), sessionId: id };
    await audit.record(viewer, act, () => sessions.wakeSession(viewer, id));
  }

  /**
   * Ends a session that the viewer may end. Where it is another's, the act goes into the audit log.
   * @throws AppError not_found where it is neither one's own nor that of a student whom one teaches
   */
  async endSession(viewer: Viewer, id: string): Promise<void> {
    const { audit, figures, sessions } = this.options;
    const session = await sessions.getSession(viewer, id);
    if (session.studentId === viewer.id || session.state === "ended") return sessions.endSession(viewer, id);
    const act = { action: "end_session" as const, subject: await figures.nameSession(id), sessionId: id };
    await audit.record(viewer, act, () => sessions.endSession(viewer, id));
  }

  private async withUsage(entries: ClassSession[]): Promise<FleetSession[]> {
    const running = entries.flatMap(({ session }) =>
      session.state === "ready" && session.containerName ? [session.containerName] : [],
    );
    const usage = await this.options.usage.readUsage(running);
    return entries.map((entry) => toFleetSession(entry, usage.get(entry.session.containerName ?? "")));
  }
}

function toFleetSession({ session, student, exercise }: ClassSession, usage?: ContainerUsage): FleetSession {
  const { id, state, queuePosition, containerName, createdAt, lastActiveAt } = session;
  const running = state === "ready";
  return {
    id,
    state,
    queuePosition,
    student,
    exercise: { slug: exercise.slug, title: exercise.title },
    containerName,
    createdAt,
    lastActiveAt,
    memoryBytes: running ? (usage?.memoryBytes ?? null) : null,
    cpuPercent: running ? (usage?.cpuPercent ?? null) : null,
  };
}

function toCapacity(facts: {
  sessions: FleetSession[];
  state: FleetStateView;
  pooled: number;
  places: number;
  taken: number;
  maxLive: number;
}): FleetCapacity {
  const { sessions, state, pooled, places, taken, maxLive } = facts;
  const count = (wanted: FleetSession["state"]) => sessions.filter((session) => session.state === wanted).length;
  return {
    places,
    configuredPlaces: maxLive,
    taken,
    hibernated: count("hibernated"),
    queued: count("queued"),
    pooled,
    draining: state.draining,
    refusal: state.refusal,
    host: state.latest?.host ?? null,
  };
}

function requireAdministrator(viewer: Viewer): void {
  if (viewer.role !== "admin") throw new AppError("forbidden", { publicMessage: "This is for administrators." });
}
