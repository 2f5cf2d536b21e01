import "server-only";
import type { loadConfig } from "@/lib/config/config";
import type { TemplateImages } from "@/lib/containers/template-images";
import type { GraderRepository } from "@/lib/grading/grader-repository";
import type { LessonRepository } from "@/lib/lessons/lesson-repository";
import type { composeSessions } from "@/lib/sessions/compose-sessions";
import type { composeSharedCopies } from "@/lib/shared-copies/compose-shared-copies";
import { configWarnings } from "./config-warnings";
import { DiskPatrol } from "./disk-patrol";
import type { FleetRepository } from "./fleet-repository";
import { FleetStepExecutor } from "./fleet-step-executor";
import { HostWatch } from "./host-watch";
import { Keeper } from "./keeper";
import { PoolFiller } from "./pool-filler";
import { RoundReport } from "./round-report";
import { StepRunner } from "./step-runner";

interface FleetParts {
  config: ReturnType<typeof loadConfig>;
  life: ReturnType<typeof composeSessions>;
  shared: ReturnType<typeof composeSharedCopies>;
  images: TemplateImages;
  lessons: LessonRepository;
  fleet: FleetRepository;
  graders: GraderRepository;
}

/** A container that answers are checked in goes after so long without one. */
const graderIdleMs = 15 * 60_000;

/** Puts the keeper's parts together. */
export function composeFleet({ config, life, shared, images, lessons, fleet, graders }: FleetParts) {
  const { first, last } = config.session.portRange;
  const ports = last - first + 1;
  const { maxLive } = config.capacity;
  const { hibernateMs } = config.idle;
  const { secret } = config;
  const poolFiller = new PoolFiller({
    ...life,
    lessons,
    images,
    limits: config.pool,
    capacity: { maxLive, ports },
    secret,
    startTimeoutMs: config.session.startTimeoutMs,
  });
  const executor = new FleetStepExecutor({ ...life, ...shared, graders, graderIdleMs, hibernateMs });
  const steps = new StepRunner((step) => executor.execute(step));
  const hostWatch = new HostWatch({
    readHost: () => life.containers.readHost(),
    fleet,
    settings: { ...config.capacity, ports },
    maxLive,
  });
  const warnings = configWarnings({
    portRange: config.session.portRange,
    maxLive,
    poolCeiling: config.pool.ceiling,
  });
  const report = new RoundReport({ fleet, hostWatch, steps, poolFiller, metrics: life.metrics, warnings });
  const diskPatrol = new DiskPatrol({ ...life, diskBytes: config.session.diskBytes });
  const keeper = new Keeper({
    ...life,
    diskPatrol,
    graders,
    graderIdleMs,
    ...shared,
    poolFiller,
    steps,
    hostWatch,
    report,
    intervalMs: config.keeper.intervalMs,
    hibernateMs,
  });
  return { keeper, diskPatrol, poolFiller, warnings };
}
