import "server-only";
import type Docker from "dockerode";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import { type ContainerLimits, containerSpec, postgresPort } from "./container-spec";
import { askDocker, dockerStatusOf, dockerUnavailable } from "./docker-error";
import { ensureNetwork } from "./ensure-network";
import { hasFreePort } from "./has-free-port";
import { instanceLabel, labelsOf, roleLabel, sessionLabel } from "./labels";

/** Where PostgreSQL in a container is reached from here. */
export interface ContainerAddress {
  host: string;
  port: number;
}

export interface ContainerRequest {
  name: string;
  image: string;
  role: "session" | "builder";
  sessionId?: string;
  limits?: Partial<ContainerLimits>;
}

/** One container as Docker has it now. `port` is null while it does not run. */
export interface ContainerState {
  id: string;
  name: string;
  role: string | null;
  sessionId: string | null;
  running: boolean;
  port: number | null;
  createdAt: Date;
}

interface ContainerServiceOptions {
  docker: Docker;
  instance: string;
  limits: ContainerLimits;
  portRange: { first: number; last: number };
  bindAddress: string;
  log: Log;
}

/** PostgreSQL stops by itself within this time; then Docker kills it. */
const stopGraceSeconds = 5;

/** How long another caller's create of the same container is waited for. */
const createPatienceMs = 10_000;

/** As many ports in a row may be taken by programs that are not containers. */
const startAttempts = 8;

/**
 * Makes, finds and removes containers, and touches only what bears this installation's label.
 * Every method throws AppError docker_unavailable where Docker does not answer.
 */
export class DockerContainerService {
  /** Where published ports are reached. A wildcard address is one to listen on, not one to connect to. */
  readonly host: string;

  constructor(private readonly options: ContainerServiceOptions) {
    this.host = options.bindAddress === "0.0.0.0" ? "127.0.0.1" : options.bindAddress;
  }

  /** @throws AppError docker_unavailable */
  async ping(): Promise<void> {
    await askDocker(() => this.options.docker.ping());
  }

  /**
   * Brings the named container to running and ready: creates it where it is missing, starts it where it stands still,
   * so that a start which was cut off can be repeated. `waitUntilReady` decides what ready means.
   * A container that does not get ready is removed before the error goes on.
   * @throws AppError no_free_port, template_unavailable or docker_unavailable, or what `waitUntilReady` throws
   */
  async startContainer(
    request: ContainerRequest,
    waitUntilReady: (address: ContainerAddress) => Promise<void>,
  ): Promise<ContainerAddress> {
    const existed = await this.createContainer(request);
    try {
      const address = await this.runContainer(request.name);
      await waitUntilReady(address);
      return address;
    } catch (error) {
      // A container that existed before may hold somebody's work; only what this call made is taken away again.
      if (!existed) await this.removeAfterFailure(request.name);
      throw error;
    }
  }

  /** @returns null where Docker says that there is no such container of ours */
  async findContainer(name: string): Promise<ContainerState | null> {
    const found = await askDocker(() => this.options.docker.getContainer(name).inspect(), [404]);
    const labels = found?.Config.Labels ?? {};
    if (!found || labels[instanceLabel] !== this.options.instance) return null;
    return {
      id: found.Id,
      name: found.Name.replace(/^\//, ""),
      role: labels[roleLabel] ?? null,
      sessionId: labels[sessionLabel] ?? null,
      running: found.State.Running,
      port: publishedPort(found.NetworkSettings.Ports),
      createdAt: new Date(found.Created),
    };
  }

  /** All containers of this installation, running or not. */
  async listContainers(): Promise<ContainerState[]> {
    const filters = { label: [`${instanceLabel}=${this.options.instance}`] };
    const found = (await askDocker(() => this.options.docker.listContainers({ all: true, filters }))) ?? [];
    return found.map((one) => ({
      id: one.Id,
      name: (one.Names[0] ?? "").replace(/^\//, ""),
      role: one.Labels[roleLabel] ?? null,
      sessionId: one.Labels[sessionLabel] ?? null,
      running: one.State === "running",
      port: one.Ports.find((port) => port.PublicPort)?.PublicPort ?? null,
      createdAt: new Date(one.Created * 1000),
    }));
  }

  /** Gives a container another name. One that bears it already is no error, so that a rename can be repeated. */
  async renameContainer(from: string, to: string): Promise<void> {
    const rename = () => this.options.docker.getContainer(from).rename({ name: to });
    if ((await askDocker(rename, [404, 409])) !== null) return;
    if (!(await this.findContainer(to))) throw dockerUnavailable(new Error(`container ${from} is gone`));
  }

  /** Stops PostgreSQL cleanly. Stopping what stands still or is gone is no error. */
  async stopContainer(name: string): Promise<void> {
    await askDocker(() => this.options.docker.getContainer(name).stop({ t: stopGraceSeconds }), [304, 404]);
  }

  /** The container is gone when this returns; that it was gone before is no error. */
  async removeContainer(name: string): Promise<void> {
    const container = await this.findContainer(name);
    if (!container) return;
    // 409: somebody else is removing it at this moment.
    await askDocker(() => this.options.docker.getContainer(container.id).remove({ force: true, v: true }), [404, 409]);
    await this.waitUntilGone(container.id);
  }

  /** @returns whether the container was there before */
  private async createContainer(request: ContainerRequest): Promise<boolean> {
    const { docker, instance } = this.options;
    if (await this.findContainer(request.name)) return true;
    const network = await ensureNetwork({ docker, instance });
    const spec = containerSpec({
      name: request.name,
      image: request.image,
      labels: labelsOf({ instance, role: request.role, sessionId: request.sessionId }),
      network,
      portRange: this.options.portRange,
      bindAddress: this.options.bindAddress,
      limits: { ...this.options.limits, ...request.limits },
    });
    try {
      await docker.createContainer(spec);
      return false;
    } catch (error) {
      const status = dockerStatusOf(error);
      if (status === 409) {
        await this.untilCreated(request.name);
        return true;
      }
      if (status === 404) throw templateUnavailable(error);
      throw dockerUnavailable(error);
    }
  }

  /** Docker reserves the name first: while another caller's create is under way, the container itself is not there yet. */
  private async untilCreated(name: string): Promise<void> {
    const deadline = performance.now() + createPatienceMs;
    while (!(await this.findContainer(name))) {
      if (performance.now() > deadline)
        throw dockerUnavailable(new Error(`the name ${name} is taken by no container of ours`));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  private async runContainer(name: string): Promise<ContainerAddress> {
    await this.startOnFreePort(name);
    const state = await this.findContainer(name);
    if (!state?.port) throw dockerUnavailable(new Error(`container ${name} publishes no port after its start`));
    return { host: this.host, port: state.port };
  }

  /**
   * Docker picks a port of the range that none of its containers has; where another program listens on that one, the start
   * fails with an ordinary 500, and the next try gets the next port. What the reason was is found out by looking.
   */
  private async startOnFreePort(name: string): Promise<void> {
    const { portRange, bindAddress, docker } = this.options;
    for (let attempt = 1; ; attempt++) {
      try {
        await docker.getContainer(name).start();
        return;
      } catch (error) {
        const status = dockerStatusOf(error);
        if (status === 304) return;
        // No answer at all says nothing about ports, and asking again would only wait again.
        if (status === null) throw dockerUnavailable(error);
        if (!(await hasFreePort({ ...portRange, address: bindAddress }))) throw noFreePort(error);
        if (attempt >= startAttempts) throw dockerUnavailable(error);
      }
    }
  }

  private async removeAfterFailure(name: string): Promise<void> {
    try {
      await this.removeContainer(name);
    } catch (error) {
      this.options.log.warn({ err: error, container: name }, "a container that failed could not be removed yet");
    }
  }

  private async waitUntilGone(id: string): Promise<void> {
    const container = this.options.docker.getContainer(id);
    await askDocker(() => container.wait({ condition: "removed" }), [404]);
  }
}

function publishedPort(ports: Docker.ContainerInspectInfo["NetworkSettings"]["Ports"]): number | null {
  const port = ports[postgresPort]?.[0]?.HostPort;
  return port ? Number(port) : null;
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
