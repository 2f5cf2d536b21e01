import "server-only";
import type { loadConfig } from "@/lib/config/config";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import { SharedReaderService } from "@/lib/database-client/shared-reader-service";
import type { Database } from "@/lib/db/database";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { Log } from "@/lib/log/log";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import type { TemplateService } from "@/lib/templates/template-service";
import { SharedCopies } from "./shared-copies";
import { SharedCopyRepository } from "./shared-copy-repository";
import { SharedQueries } from "./shared-queries";

interface SharedCopyParts {
  config: ReturnType<typeof loadConfig>;
  database: Database;
  containers: DockerContainerService;
  templates: TemplateService;
  exercises: ExerciseService;
  pool: PoolRepository;
  log: Log;
}

/** People who read one copy at the same moment; the others have their turn after them. */
const connections = 4;

/** Several people's queries run in it, each with as much memory as a few have in a session of their own. */
const memoryFactor = 2;

/** Puts the parts of the shared read-only copies together. */
export function composeSharedCopies(parts: SharedCopyParts) {
  const { config, database, containers } = parts;
  const { timeoutMs } = config.query;
  const { hibernateMs, yieldMs } = config.idle;
  const sharedRepository = new SharedCopyRepository(database, {
    leaseMs: config.keeper.leaseMs,
    // It is marked as used when a run begins, which may take its time.
    idleMs: hibernateMs + timeoutMs,
    yieldMs: yieldMs + timeoutMs,
  });
  const readers = new SharedReaderService();
  const sharedCopies = new SharedCopies({
    ...parts,
    repository: sharedRepository,
    readers,
    secret: config.secret,
    memoryBytes: config.session.memoryBytes * memoryFactor,
    connections,
    startTimeoutMs: config.session.startTimeoutMs,
  });
  const sharedQueries = new SharedQueries({
    ...parts,
    copies: sharedCopies,
    readers,
    host: containers.host,
    connections,
    query: { ...config.query, diskBytes: config.session.diskBytes },
  });
  return { sharedRepository, sharedCopies, sharedQueries };
}
