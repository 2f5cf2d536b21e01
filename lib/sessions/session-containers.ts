import "server-only";
import type { ContainerState } from "@/lib/containers/container-state";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { SessionRepository } from "./session-repository";

/** A session's container: its own name, and the one it was claimed under until it has been renamed. */
export interface ContainerNames {
  containerName: string | null;
  pooledName: string | null;
}

/**
 * Finds and removes containers that may be in the middle of being renamed. A rename goes from the pooled name to the
 * session's own and never back, so whoever looks for the pooled name first and for the own one then misses nothing.
 */
export class SessionContainers {
  constructor(private readonly options: { containers: DockerContainerService; repository: SessionRepository }) {}

  async find(names: ContainerNames): Promise<ContainerState | null> {
    for (const name of namesOf(names)) {
      const found = await this.options.containers.findContainer(name);
      if (found) return found;
    }
    return null;
  }

  /** The container is gone under both names when this returns. */
  async remove(names: ContainerNames): Promise<void> {
    for (const name of namesOf(names)) await this.options.containers.removeContainer(name);
  }

  /** Ends it at once under either name. It stays, with what was committed in it. */
  async kill(names: ContainerNames): Promise<void> {
    for (const name of namesOf(names)) await this.options.containers.killContainer(name);
  }

  /** Gives a claimed container its session's name, and writes that down. Safe to repeat. */
  async rename(session: ContainerNames & { id: string }): Promise<void> {
    const { id, containerName, pooledName } = session;
    if (!containerName || !pooledName) return;
    await this.options.containers.renameContainer(pooledName, containerName);
    await this.options.repository.forgetPooledName({ id, pooledName });
  }
}

function namesOf({ pooledName, containerName }: ContainerNames): string[] {
  return [pooledName, containerName].filter((name) => name !== null);
}
