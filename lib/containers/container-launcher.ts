import "server-only";
import type Docker from "dockerode";
import { AppError } from "@/lib/errors/app-error";
import type { ContainerNetworks } from "./container-networks";
import { type ContainerLimits, containerSpec } from "./container-spec";
import { askDocker, ContainerGoneError, dockerStatusOf, dockerUnavailable, tellDocker } from "./docker-error";
import { hasFreePort } from "./has-free-port";
import { labelsOf } from "./labels";
import { networkShard } from "./network-shard";

export interface LaunchRequest {
  name: string;
  /** Null: the container is there already. */
  image: string | null;
  role: "session" | "shared" | "builder" | "grader";
  sessionId?: string;
  limits?: Partial<ContainerLimits>;
}

interface ContainerLauncherOptions {
  docker: Docker;
  networks: ContainerNetworks;
  findContainer: (name: string) => Promise<unknown>;
  instance: string;
  limits: ContainerLimits;
  portRange: { first: number; last: number };
  bindAddress: string;
  maxContainers: number;
}

/** How long another caller's create of the same container is waited for. */
const createPatienceMs = 10_000;

/** As many ports in a row may be taken by programs that are not containers. */
const startAttempts = 8;

/** Creates and starts. It asks for no permission beforehand: Docker's refusals say what was there already, and cost nothing. */
export class ContainerLauncher {
  constructor(private readonly options: ContainerLauncherOptions) {}

  /** @returns whether this call made it */
  async create(request: LaunchRequest): Promise<boolean> {
    const { docker, networks, instance, portRange, bindAddress, limits, maxContainers } = this.options;
    const { name, image, role, sessionId } = request;
    if (!image) return false;
    const network = networkShard({ instance, containerName: name, maxContainers });
    await networks.ensure(network);
    const labels = labelsOf({ instance, role, sessionId });
    const ownLimits = { ...limits, ...request.limits };
    try {
      await docker.createContainer(
        containerSpec({ name, image, labels, network, portRange, bindAddress, limits: ownLimits }),
      );
      return true;
    } catch (error) {
      const status = dockerStatusOf(error);
      if (status === 409) await this.untilCreated(name);
      else if (status === 404) await this.requireFound({ name, image, network }, error);
      else throw dockerUnavailable(error);
      return false;
    }
  }

  /**
   * Docker picks a port of the range that none of its containers has; where another program listens on that one, the start
   * fails with an ordinary 500, and the next try gets the next port. What the reason was is found out by looking.
   * @returns whether it stood still before
   */
  async start(name: string): Promise<boolean> {
    const { portRange, bindAddress, docker } = this.options;
    let isNetworkRestored = false;
    for (let attempt = 1; ; attempt++) {
      try {
        await docker.getContainer(name).start();
        return true;
      } catch (error) {
        const status = dockerStatusOf(error);
        if (status === 304) return false;
        if (status === 404 && !isNetworkRestored) {
          await this.restoreNetwork(name);
          isNetworkRestored = true;
          continue;
        }
        if (status === 409 && (await this.unpause(name))) return true;
        // No answer says nothing about ports, and 409 means that it is being removed. Asking again helps in neither case.
        if (status !== 500) throw dockerUnavailable(error);
        if (!(await hasFreePort({ ...portRange, address: bindAddress }))) throw noFreePort(error);
        if (attempt >= startAttempts) throw dockerUnavailable(error);
      }
    }
  }

  /** Somebody froze it from outside. @returns false where that is not what is the matter */
  private async unpause(name: string): Promise<boolean> {
    const container = this.options.docker.getContainer(name);
    // 500: older engines say so of one that is not paused.
    return (await tellDocker(() => container.unpause(), [404, 409, 500])) === null;
  }

  /** Docker reserves the name first: while another caller's create is under way, the container itself is not there yet. */
  private async untilCreated(name: string): Promise<void> {
    const deadline = performance.now() + createPatienceMs;
    while (!(await this.options.findContainer(name))) {
      if (performance.now() > deadline)
        throw dockerUnavailable(new Error(`the name ${name} is taken by no container of ours`));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** 404 to a create is about the image, or about the network. A container that is there needs its image's name no more. */
  private async requireFound(wanted: { name: string; image: string; network: string }, cause: unknown): Promise<void> {
    const { docker, networks, findContainer } = this.options;
    if (await findContainer(wanted.name)) return;
    if (!(await askDocker(() => docker.getImage(wanted.image).inspect(), [404]))) throw templateUnavailable(cause);
    networks.forget(wanted.network);
    throw dockerUnavailable(cause);
  }

  /** 404 to a start is about the container, or about the network that it was made on. */
  private async restoreNetwork(name: string): Promise<void> {
    const found = await askDocker(() => this.options.docker.getContainer(name).inspect(), [404]);
    const network = found?.HostConfig.NetworkMode;
    if (!network) throw dockerUnavailable(new ContainerGoneError(name));
    await this.options.networks.restore(network, name);
  }
}

function noFreePort(cause: unknown): AppError {
  return new AppError("no_free_port", {
    publicMessage: "Every desk is taken at the moment. Try again in a minute.",
    cause,
    retryAfterSeconds: 30,
  });
}

function templateUnavailable(cause: unknown): AppError {
  return new AppError("template_unavailable", {
    publicMessage: "This exercise's data is still being prepared. Try again in a moment.",
    cause,
  });
}
