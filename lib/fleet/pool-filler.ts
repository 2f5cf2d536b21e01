import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { TemplateImages } from "@/lib/containers/template-images";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { newPassword } from "@/lib/database-client/scram-verifier";
import type { Log } from "@/lib/log/log";
import type { PoolRepository } from "@/lib/sessions/pool-repository";
import type { SessionRepository } from "@/lib/sessions/session-repository";
import { poolPassword, templatePassword } from "@/lib/templates/template-key";
import { type PoolLimits, planPool } from "./plan-pool";

interface PoolFillerOptions {
  pool: PoolRepository;
  repository: SessionRepository;
  containers: DockerContainerService;
  databaseClient: ContainerDatabaseClientService;
  images: TemplateImages;
  limits: PoolLimits;
  secret: string;
  startTimeoutMs: number;
  log: Log;
}

/** So many are started side by side; then the keeper looks again at what is more urgent. */
const batchSize = 2;

/** Starts containers ahead of need. People's own starts come first: while one is under way, nothing is added. */
export class PoolFiller {
  constructor(private readonly options: PoolFillerOptions) {}

  /** Adds a few of the containers that are lacking. @returns whether more are lacking still */
  async fill(): Promise<boolean> {
    const { pool, repository, limits } = this.options;
    const demand = await pool.listDemand();
    await this.dropOutdated(new Set(demand.map(({ templateKey }) => templateKey)));
    const lacking = planPool({ demand, limits });
    if (lacking.length === 0) return false;
    const sessions = await repository.listForKeeper();
    if (sessions.some(({ state }) => state === "starting")) return false;
    await Promise.all(lacking.slice(0, batchSize).map((templateKey) => this.addContainer(templateKey)));
    return lacking.length > batchSize;
  }

  /** What waits with data that no exercise has any more would never be claimed. */
  private async dropOutdated(templates: Set<string>): Promise<void> {
    const { pool, containers } = this.options;
    const outdated = (await pool.listAll()).filter(({ templateKey }) => !templates.has(templateKey));
    for (const { name } of outdated) {
      await pool.remove(name);
      await containers.removeContainer(name);
    }
  }

  /** One that does not get ready leaves neither row nor container. */
  private async addContainer(templateKey: string): Promise<void> {
    const { pool, containers, databaseClient, images, secret, startTimeoutMs } = this.options;
    const name = await pool.insertStarting(templateKey);
    try {
      const request = { name, image: images.imageName(templateKey), role: "session" as const };
      const { port } = await containers.startContainer(request, (address) =>
        databaseClient.openAccess({
          address,
          // Nobody learns this student's password: the session that claims the container sets its own.
          passwords: { admin: poolPassword({ secret, name }), student: newPassword() },
          templatePassword: templatePassword({ secret, key: templateKey }),
          mayCreateRoles: false,
          timeoutMs: startTimeoutMs,
        }),
      );
      if (!(await pool.setReady({ name, port }))) await containers.removeContainer(name);
    } catch (error) {
      await pool.remove(name);
      throw error;
    }
  }
}
