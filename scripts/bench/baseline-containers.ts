import type Docker from "dockerode";
import { type ContainerLimits, containerSpec, postgresPort } from "@/lib/containers/container-spec";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { Problem } from "../prepare/problem.mjs";
import { untilFirstAnswer } from "./first-answer";

interface BaselineOptions {
  docker: Docker;
  /** The label on what is made here; not the installation's own, whose keeper would remove it. */
  instance: string;
  exerciseImage: string;
  template: { image: string; adminPassword: string };
  limits: ContainerLimits;
  portRange: { first: number; last: number };
}

/** A container of the bench's own, running and answering. */
export interface BaselineContainer {
  id: string;
  port: number;
}

/** What an ordinary image does at its first start, here with the same packages: make a cluster, then serve it. */
const initdbAndServe = `
  initdb --pgdata=/tmp/cluster --username=carrel --encoding=UTF8 --locale=C.UTF-8 --auth=trust --no-instructions &&
  echo "host all all all trust" >> /tmp/cluster/pg_hba.conf &&
  exec postgres -D /tmp/cluster -c listen_addresses='*' -c unix_socket_directories=/run/postgresql`;

/**
 * The same containers without Carrel: the limits, the kind of network and the ports of its sessions, over Docker's API. That
 * is what Carrel's starts are compared with.
 */
export class BaselineContainers {
  private count = 0;

  constructor(private readonly options: BaselineOptions) {}

  /** A bridge like the one that the sessions stand on. */
  async open(): Promise<void> {
    const { docker, instance } = this.options;
    const known = await docker.listNetworks({ filters: { label: [`${instanceLabel}=${instance}`] } });
    if (known.length > 0) return;
    await docker.createNetwork({
      Name: this.network,
      Driver: "bridge",
      CheckDuplicate: true,
      Labels: { [instanceLabel]: instance },
      Options: {
        "com.docker.network.bridge.enable_icc": "false",
        "com.docker.network.bridge.enable_ip_masquerade": "false",
      },
    });
  }

  /** `docker run` of the template, until the first SELECT 1 is answered over TCP. */
  runTemplate(): Promise<BaselineContainer> {
    return this.run({ Image: this.options.template.image }, this.templateAccess);
  }

  /** `docker run` of the bare packages, which make their cluster first, until the first SELECT 1 is answered over TCP. */
  runInitdb(): Promise<BaselineContainer> {
    const overrides = { Image: this.options.exerciseImage, Entrypoint: ["sh", "-c", initdbAndServe] };
    return this.run(overrides, { user: "carrel", password: "", database: "postgres" });
  }

  /** `docker start` of one that was stopped, until the first SELECT 1 is answered over TCP. */
  async start({ id }: { id: string }): Promise<BaselineContainer> {
    const container = this.options.docker.getContainer(id);
    await container.start();
    const port = publishedPort(await container.inspect());
    await untilFirstAnswer({ port, ...this.templateAccess });
    return { id, port };
  }

  async stop({ id }: { id: string }): Promise<void> {
    await this.options.docker.getContainer(id).stop({ t: 5 });
  }

  async remove({ id }: { id: string }): Promise<void> {
    await this.options.docker.getContainer(id).remove({ force: true, v: true });
  }

  async rename({ id }: { id: string }): Promise<void> {
    await this.options.docker.getContainer(id).rename({ name: this.newName() });
  }

  /** The administrator's way into a container of the template. */
  get templateAccess() {
    return { user: "carrel", password: this.options.template.adminPassword, database: "exercise" };
  }

  private get network(): string {
    return `carrel-${this.options.instance}`;
  }

  private newName(): string {
    return `${this.options.instance}-${process.pid}-${this.count++}`;
  }

  private async run(
    overrides: { Image: string; Entrypoint?: string[] },
    access: { user: string; password: string; database: string },
  ): Promise<BaselineContainer> {
    const { docker, instance, limits, portRange } = this.options;
    const spec = containerSpec({
      name: this.newName(),
      image: overrides.Image,
      labels: { [instanceLabel]: instance, [roleLabel]: "baseline" },
      network: this.network,
      portRange,
      bindAddress: "127.0.0.1",
      limits,
    });
    const container = await docker.createContainer({ ...spec, ...overrides });
    await container.start();
    const port = publishedPort(await container.inspect());
    await untilFirstAnswer({ port, ...access });
    return { id: container.id, port };
  }
}

function publishedPort({ NetworkSettings }: Docker.ContainerInspectInfo): number {
  const port = NetworkSettings.Ports[postgresPort]?.[0]?.HostPort;
  if (!port) throw new Problem("a container without Carrel publishes no port");
  return Number(port);
}
