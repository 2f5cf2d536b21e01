import "server-only";
import type Docker from "dockerode";
import { OncePerKey } from "@/lib/concurrency/once-per-key";
import { AppError } from "@/lib/errors/app-error";
import { askDocker, dockerStatusOf, dockerUnavailable, tellDocker } from "./docker-error";
import { instanceLabel } from "./labels";

/**
 * The bridges that this installation's containers stand on: no way out (no masquerading), none from one to another.
 * A network that was seen is taken to be there; where a start says that it is not, it is made again.
 */
export class ContainerNetworks {
  private readonly known = new Set<string>();
  private readonly making = new OncePerKey<void>();

  constructor(private readonly options: { docker: Docker; instance: string }) {}

  /** @throws AppError docker_unavailable, also where Docker has no addresses for another network */
  async ensure(name: string): Promise<void> {
    if (!this.known.has(name)) await this.makeOnce(name);
  }

  /** Looks again before it is used the next time. */
  forget(name: string): void {
    this.known.delete(name);
  }

  /** Makes the network again, and puts a container on it that stands still and remembers the old one. */
  async restore(name: string, container: string): Promise<void> {
    const { docker } = this.options;
    this.forget(name);
    await this.makeOnce(name);
    await tellDocker(() => docker.getNetwork(name).connect({ Container: container }), [403]);
  }

  private makeOnce(name: string): Promise<void> {
    return this.making.run(name, () => this.make(name).then(() => void this.known.add(name)));
  }

  private async make(name: string): Promise<void> {
    const { docker, instance } = this.options;
    if (await askDocker(() => docker.getNetwork(name).inspect(), [404])) return;
    const create = () =>
      docker.createNetwork({
        Name: name,
        Driver: "bridge",
        CheckDuplicate: true,
        Labels: { [instanceLabel]: instance },
        Options: {
          "com.docker.network.bridge.enable_icc": "false",
          "com.docker.network.bridge.enable_ip_masquerade": "false",
        },
      });
    try {
      await create();
    } catch (error) {
      const status = dockerStatusOf(error);
      if (status === null) throw dockerUnavailable(error);
      // 409: another process made it in the same moment.
      if (status !== 409) throw networkRefused(name, error);
    }
    await this.keepOne(name);
  }

  /**
   * Docker's check for duplicates misses two processes at the same moment, and no container starts on a name that two
   * networks have. Whoever comes last sees all of them, and all agree on the one that stays.
   */
  private async keepOne(name: string): Promise<void> {
    const { docker } = this.options;
    const similar = (await askDocker(() => docker.listNetworks({ filters: { name: [name] } }))) ?? [];
    const twins = similar.filter((network) => network.Name === name).map((network) => network.Id);
    const [first, ...others] = twins.sort();
    const remove = (id: string) => tellDocker(() => docker.getNetwork(id).remove(), [403, 404]);
    for (const id of others) {
      const isInUse = (await remove(id)) === 403;
      if (isInUse && first) await remove(first);
    }
  }
}

/** Docker's own pools hold about thirty networks for the whole host. */
function networkRefused(name: string, cause: unknown): AppError {
  return new AppError("docker_unavailable", {
    publicMessage: "The machine that runs the databases has no network for another one. Tell whoever looks after it.",
    cause: new Error(
      `Docker refused to make the network ${name}. Its address pools may be used up: remove networks that nothing needs ` +
        `(docker network prune), or give it more (default-address-pools in its daemon.json, subnets of /22 or larger).`,
      { cause },
    ),
    retryAfterSeconds: 60,
  });
}
