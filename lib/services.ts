import "server-only";
import { LoginGate } from "@/lib/auth/login-gate";
import { QueryGate } from "@/lib/auth/query-gate";
import { UserService } from "@/lib/auth/user-service";
import { loadConfig } from "@/lib/config/config";
import { DockerContainerService } from "@/lib/containers/docker-container-service";
import { openDocker } from "@/lib/containers/open-docker";
import { TemplateImages } from "@/lib/containers/template-images";
import { CourseService } from "@/lib/courses/course-service";
import { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { ChangeFeed } from "@/lib/db/change-feed";
import { openDatabase } from "@/lib/db/database";
import { ExerciseService } from "@/lib/exercises/exercise-service";
import { readHealth } from "@/lib/fleet/health";
import { Keeper } from "@/lib/fleet/keeper";
import { PoolFiller } from "@/lib/fleet/pool-filler";
import { openLog } from "@/lib/log/log";
import { ExerciseSessionService } from "@/lib/sessions/exercise-session-service";
import { PoolRepository } from "@/lib/sessions/pool-repository";
import { SessionConsoles } from "@/lib/sessions/session-consoles";
import { SessionProvisioner } from "@/lib/sessions/session-provisioner";
import { SessionRepository } from "@/lib/sessions/session-repository";
import { SessionWatch } from "@/lib/sessions/session-watch";
import { TemplateBuilder } from "@/lib/templates/template-builder";
import { TemplateService } from "@/lib/templates/template-service";

export type Services = ReturnType<typeof composeServices>;

/** Builds are given as long as a large dump takes; other calls must not hang that long. */
const buildCallTimeoutMs = 10 * 60_000;

const key = Symbol.for("carrel");

/** The one set of services of this process. Next bundles each route by itself, so it hangs on the global object. */
export function getServices(): Services {
  const known: Services | undefined = Reflect.get(globalThis, key);
  if (known) return known;
  const services = composeServices(loadConfig(), "web");
  Reflect.set(globalThis, key, services);
  return services;
}

/** Puts the parts together. Nothing is connected yet; `close` lets go of whatever was by then. */
export function composeServices(config: ReturnType<typeof loadConfig>, name: string) {
  const log = openLog({ level: config.logLevel, name });
  const { instance, secret, databaseUrl } = config;
  const { image: exerciseImage, portRange, bindAddress, startTimeoutMs, retentionMs } = config.session;
  const database = openDatabase({ url: databaseUrl });
  const changes = new ChangeFeed({ url: databaseUrl, log });
  const docker = openDocker(config.docker);
  const containers = new DockerContainerService({
    docker,
    instance,
    limits: config.session,
    portRange,
    bindAddress,
    log,
  });
  const databaseClient = new ContainerDatabaseClientService();
  const images = new TemplateImages({ docker, instance });
  const buildDocker = openDocker({ ...config.docker, timeoutMs: buildCallTimeoutMs });
  const builder = new TemplateBuilder({ docker: buildDocker, containers, images, exerciseImage, secret });
  const templates = new TemplateService({ database, databaseUrl, images, builder, exerciseImage, secret, log });
  const courses = new CourseService(database);
  const exercises = new ExerciseService(database);
  const users = new UserService(database);
  const repository = new SessionRepository(database);
  const pool = new PoolRepository(database);
  const provisioner = new SessionProvisioner({
    repository,
    pool,
    containers,
    databaseClient,
    templates,
    exercises,
    secret,
    startTimeoutMs,
    log,
  });
  const consoles = new SessionConsoles(databaseClient);
  const sessions = new ExerciseSessionService({
    repository,
    provisioner,
    watch: new SessionWatch({ repository, changes }),
    consoles,
    containers,
    templates,
    exercises,
    courses,
    retentionMs,
    startTimeoutMs,
    query: { ...config.query, host: containers.host },
  });
  const poolFiller = new PoolFiller({
    pool,
    repository,
    containers,
    databaseClient,
    images,
    limits: config.pool,
    secret,
    startTimeoutMs,
    log,
  });
  const keeper = new Keeper({
    pool,
    poolFiller,
    containers,
    repository,
    sessions,
    provisioner,
    templates,
    changes,
    intervalMs: config.keeper.intervalMs,
    log,
  });
  return {
    config,
    log,
    database,
    containers,
    databaseClient,
    images,
    builder,
    templates,
    courses,
    exercises,
    users,
    sessions,
    keeper,
    pool,
    poolFiller,
    queryGate: new QueryGate({ perMinute: config.query.perMinute }),
    loginGate: new LoginGate(config.login),
    readHealth: () => readHealth({ database, containers }),
    close: async () => {
      await Promise.all([consoles.closeEverything(), changes.close()]);
      await database.$disconnect();
    },
  };
}
