import "server-only";
import { LoginGate } from "@/lib/auth/login-gate";
import { QueryGate } from "@/lib/auth/query-gate";
import { UploadGate } from "@/lib/auth/upload-gate";
import { UserService } from "@/lib/auth/user-service";
import { ContentExport } from "@/lib/authoring/content-export";
import { ContentImport } from "@/lib/authoring/content-import";
import { DatabaseAuthoring } from "@/lib/authoring/database-authoring";
import { ExerciseAuthoring } from "@/lib/authoring/exercise-authoring";
import { ExerciseGate } from "@/lib/authoring/exercise-gate";
import { StoredContent } from "@/lib/authoring/stored-content";
import { TemplateReadiness } from "@/lib/authoring/template-readiness";
import { loadConfig } from "@/lib/config/config";
import { DockerContainerService } from "@/lib/containers/docker-container-service";
import { openDocker } from "@/lib/containers/open-docker";
import { TemplateImages } from "@/lib/containers/template-images";
import { CourseService } from "@/lib/courses/course-service";
import { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { ChangeFeed } from "@/lib/db/change-feed";
import { openDatabase } from "@/lib/db/database";
import { DraftService } from "@/lib/exercises/draft-service";
import { ExerciseService } from "@/lib/exercises/exercise-service";
import { AuditLog } from "@/lib/fleet/audit-log";
import { composeFleet } from "@/lib/fleet/compose-fleet";
import { configWarnings } from "@/lib/fleet/config-warnings";
import { FleetFigures } from "@/lib/fleet/fleet-figures";
import { FleetMetrics } from "@/lib/fleet/fleet-metrics";
import { FleetRepository } from "@/lib/fleet/fleet-repository";
import { FleetService } from "@/lib/fleet/fleet-service";
import { readHealth } from "@/lib/fleet/health";
import { isKeeperActive } from "@/lib/fleet/keeper-lock";
import { UsageReader } from "@/lib/fleet/usage-reader";
import { composeGrading } from "@/lib/grading/compose-grading";
import { LessonRepository } from "@/lib/lessons/lesson-repository";
import { LessonService } from "@/lib/lessons/lesson-service";
import { openLog } from "@/lib/log/log";
import { Metrics } from "@/lib/metrics/metrics";
import { composeSessions } from "@/lib/sessions/compose-sessions";
import { findLastSession, type SessionKey } from "@/lib/sessions/last-session";
import { PoolRepository } from "@/lib/sessions/pool-repository";
import { StatementHistory } from "@/lib/sessions/statement-history";
import { composeSharedCopies } from "@/lib/shared-copies/compose-shared-copies";
import { GraderBuilder } from "@/lib/templates/grader-builder";
import { TemplateBuilder } from "@/lib/templates/template-builder";
import { TemplateFaults } from "@/lib/templates/template-faults";
import { TemplateService } from "@/lib/templates/template-service";

export type Services = ReturnType<typeof composeServices>;

const key = Symbol.for("carrel");

/** An import waits so many times as long for a database as a page does: several may be built one after another. */
const importPatience = 10;

/** The one set of services of this process. Next bundles each route by itself, so it hangs on the global object. */
export function getServices(): Services {
  const known: Services | undefined = Reflect.get(globalThis, key);
  if (known) return known;
  const services = composeServices(loadConfig(), "web");
  Reflect.set(globalThis, key, services);
  return services;
}

/** Each may be 64 MB, and twice that again when it is unpacked. */
const uploads = { mostAtOnce: 3, mostOfOne: 2 };

/** Puts the parts together. Nothing is connected yet; `close` lets go of whatever was by then. */
export function composeServices(config: ReturnType<typeof loadConfig>, name: string) {
  const log = openLog({ level: config.logLevel, name });
  const metrics = new Metrics({ process: name });
  const { instance, secret, databaseUrl } = config;
  const { image: exerciseImage, portRange, bindAddress, retentionMs } = config.session;
  const database = openDatabase({ url: databaseUrl });
  const changes = new ChangeFeed({ url: databaseUrl, log });
  const docker = openDocker({ ...config.docker, onCall: (call) => metrics.dockerCall(call) });
  const containers = new DockerContainerService({
    docker,
    instance,
    limits: config.session,
    portRange,
    bindAddress,
    maxContainers: config.capacity.maxLive + config.pool.ceiling,
    log,
  });
  const databaseClient = new ContainerDatabaseClientService();
  const images = new TemplateImages({ docker, instance });
  const builder = new TemplateBuilder({
    docker,
    containers,
    images,
    exerciseImage,
    secret,
    diskBytes: config.session.diskBytes,
  });
  const graderBuilder = new GraderBuilder({ docker, containers, images, secret });
  const builders = { builder, graderBuilder };
  const templates = new TemplateService({ database, databaseUrl, images, ...builders, exerciseImage, secret, log });
  const courses = new CourseService(database);
  const exercises = new ExerciseService(database);
  const users = new UserService({ database, changes });
  const pool = new PoolRepository(database);
  const templateFaults = new TemplateFaults(database);
  const lessonRepository = new LessonRepository(database);
  const capacity = { maxLive: config.capacity.maxLive, ports: portRange.last - portRange.first + 1 };
  const lessons = new LessonService({
    repository: lessonRepository,
    exercises,
    pool,
    faults: templateFaults,
    capacity,
    isPoolOff: config.pool.ceiling === 0,
  });
  const history = new StatementHistory({ database, log });
  const life = composeSessions({
    config,
    database,
    changes,
    containers,
    databaseClient,
    templates,
    faults: templateFaults,
    exercises,
    courses,
    pool,
    history,
    metrics,
    log,
  });
  const { sessions, consoles, background } = life;
  const { grading, graders, graderRepository } = composeGrading({
    ...{ config, database, containers, templates, sessions, log },
  });
  const shared = composeSharedCopies({ config, database, containers, templates, exercises, pool, log });
  const readiness = new TemplateReadiness({ database, patienceMs: config.session.startTimeoutMs });
  const databaseAuthoring = new DatabaseAuthoring(database);
  const exerciseGate = new ExerciseGate({ database, grading, readiness });
  const exerciseAuthoring = new ExerciseAuthoring({ database, grading, gate: exerciseGate });
  const stored = new StoredContent(database);
  const contentImport = new ContentImport({
    stored,
    databaseAuthoring,
    exerciseAuthoring,
    exerciseGate,
    readiness: new TemplateReadiness({ database, patienceMs: importPatience * config.session.startTimeoutMs }),
  });
  const fleetRepository = new FleetRepository(database);
  const { maxLive } = config.capacity;
  const fleetFacts = {
    figures: new FleetFigures(database),
    repository: fleetRepository,
    isKeeperActive: () => isKeeperActive(database),
    maxLive,
  };
  const fleet = new FleetService({
    ...fleetFacts,
    sessions,
    audit: new AuditLog(database),
    usage: new UsageReader({ readStats: (name) => containers.readStats(name), log }),
    changes,
    configWarnings: configWarnings({ portRange, maxLive, poolCeiling: config.pool.ceiling }),
  });
  const { keeper, diskPatrol, poolFiller, warnings } = composeFleet({
    config,
    life,
    shared,
    images,
    lessons: lessonRepository,
    fleet: fleetRepository,
    graders: graderRepository,
  });
  return {
    config,
    log,
    metrics,
    fleet,
    fleetMetrics: new FleetMetrics({ ...fleetFacts, metrics }),
    fleetRepository,
    database,
    containers,
    databaseClient,
    images,
    builder,
    templates,
    templateFaults,
    lessons,
    courses,
    exercises,
    drafts: new DraftService(database),
    users,
    sessions,
    grading,
    sharedCopies: shared.sharedCopies,
    sharedQueries: shared.sharedQueries,
    databaseAuthoring,
    exerciseAuthoring,
    contentExport: new ContentExport(stored),
    contentImport,
    history,
    findLastSession: (key: SessionKey) => findLastSession({ database, retentionMs, ...key }),
    keeper,
    /** What an operator should know of the settings. */
    warnings,
    diskPatrol,
    pool,
    poolFiller,
    queryGate: new QueryGate({ perMinute: config.query.perMinute }),
    uploadGate: new UploadGate(uploads),
    loginGate: new LoginGate(config.login),
    readHealth: () => readHealth({ database, containers }),
    close: async () => {
      await poolFiller.settled();
      await background.settled();
      await Promise.all([consoles.closeEverything(), graders.close(), changes.close()]);
      await history.flush();
      await database.$disconnect();
    },
  };
}
