import "server-only";
import type { loadConfig } from "@/lib/config/config";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { CourseService } from "@/lib/courses/course-service";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { CachedRows } from "@/lib/db/cached-rows";
import type { ChangeFeed } from "@/lib/db/change-feed";
import type { Database } from "@/lib/db/database";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { Log } from "@/lib/log/log";
import type { Metrics } from "@/lib/metrics/metrics";
import type { TemplateFaults } from "@/lib/templates/template-faults";
import type { TemplateService } from "@/lib/templates/template-service";
import { BackgroundWork } from "./background-work";
import { ConsoleWatch } from "./console-watch";
import { ContainerStarter } from "./container-starter";
import { ExerciseSessionService } from "./exercise-session-service";
import { IdleClock } from "./idle-clock";
import { OpenTransactions } from "./open-transactions";
import { PlaceRepository } from "./place-repository";
import { PoolDoorbell } from "./pool-doorbell";
import type { PoolRepository } from "./pool-repository";
import { SessionAdmission } from "./session-admission";
import { SessionConsoles } from "./session-consoles";
import { SessionContainers } from "./session-containers";
import { SessionHibernator } from "./session-hibernator";
import { SessionLeases } from "./session-leases";
import { SessionPresence } from "./session-presence";
import { SessionProvisioner } from "./session-provisioner";
import { SessionQueries } from "./session-queries";
import { SessionReadiness } from "./session-readiness";
import { SessionRecovery } from "./session-recovery";
import { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";
import { SessionWatch } from "./session-watch";
import type { StatementHistory } from "./statement-history";

interface SessionParts {
  config: ReturnType<typeof loadConfig>;
  database: Database;
  changes: ChangeFeed;
  containers: DockerContainerService;
  databaseClient: ContainerDatabaseClientService;
  templates: TemplateService;
  faults: TemplateFaults;
  exercises: ExerciseService;
  courses: CourseService;
  pool: PoolRepository;
  history: StatementHistory;
  metrics: Metrics;
  log: Log;
}

/** Puts the parts of a session's life together. */
export function composeSessions(parts: SessionParts) {
  const { config, database, containers } = parts;
  const { retentionMs, startTimeoutMs } = config.session;
  const { leaseMs } = config.keeper;
  const { hibernateMs, yieldMs } = config.idle;
  const repository = new SessionRepository(database, { leaseMs, retentionMs });
  const places = new PlaceRepository(database, { ...config.capacity, leaseMs, retentionMs });
  const leases = new SessionLeases(database, leaseMs);
  const background = new BackgroundWork(parts.log);
  const sessionContainers = new SessionContainers({ containers, repository });
  const consoles = new SessionConsoles(parts.databaseClient, new OpenTransactions(parts));
  const watch = new SessionWatch({ repository, changes: parts.changes });
  const recentRows = new CachedRows<SessionRow>({
    changes: parts.changes,
    channel: "carrel_session",
    maxRows: 2_000,
    maxAgeMs: 10_000,
    read: (id) => repository.findSession(id),
  });
  const idleClock = new IdleClock({
    readDatabaseTime: () => repository.readTime(),
    settleMs: config.keeper.settleMs,
  });
  const base = {
    ...parts,
    idleClock,
    repository,
    recentRows,
    places,
    leases,
    background,
    sessionContainers,
    consoles,
    watch,
  };
  const starter = new ContainerStarter({ ...base, secret: config.secret, startTimeoutMs });
  const provisioner = new SessionProvisioner({ ...base, starter });
  const hibernator = new SessionHibernator({ ...base, provisioner, yieldMs });
  const recovery = new SessionRecovery({ ...base, provisioner, hibernator });
  const doorbell = new PoolDoorbell({ ...parts, host: containers.host });
  const admission = new SessionAdmission({ ...base, doorbell, provisioner, hibernator });
  const readiness = new SessionReadiness({ ...base, admission, startTimeoutMs });
  const queries = new SessionQueries({
    ...base,
    provisioner,
    readiness,
    idleMs: Math.min(hibernateMs, yieldMs),
    query: { ...config.query, host: containers.host, diskBytes: config.session.diskBytes },
  });
  const presence = new SessionPresence({ ...base, admission, hibernateMs });
  const consoleWatch = new ConsoleWatch({ ...base, host: containers.host });
  const sessions = new ExerciseSessionService({
    ...base,
    consoleWatch,
    admission,
    provisioner,
    readiness,
    queries,
    presence,
    host: containers.host,
  });
  return { ...base, provisioner, hibernator, recovery, admission, readiness, sessions };
}
