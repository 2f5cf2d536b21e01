import "server-only";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import { AppError } from "@/lib/errors/app-error";
import type { PoolRepository } from "./pool-repository";

interface PortSources {
  pool: Pick<PoolRepository, "evictOne">;
  containers: Pick<DockerContainerService, "removeContainer">;
}

/**
 * Does what needs a free port. Where every port is taken, one that a waiting container has serves people who are there, and
 * the work is done once more.
 * @throws whatever the work throws; no_free_port where nothing waits that could give its port up
 */
export async function withFreePort<T>({ pool, containers }: PortSources, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isPortLacking = error instanceof AppError && error.code === "no_free_port";
    const evicted = isPortLacking ? await pool.evictOne() : null;
    if (!evicted) throw error;
    await containers.removeContainer(evicted);
    return work();
  }
}
