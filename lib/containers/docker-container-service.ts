import "server-only";
import type Docker from "dockerode";
import { AppError } from "@/lib/errors/app-error";
import type { Log } from "@/lib/log/log";
import { CallGate, type CallPriority } from "./call-gate";
import { ContainerLauncher, type LaunchRequest } from "./container-launcher";
import { ContainerNetworks } from "./container-networks";
import type { ContainerLimits } from "./container-spec";
import { type ContainerState, inspectedState, listedState } from "./container-state";
import { askDocker, ContainerGoneError, dockerUnavailable, tellDocker } from "./docker-error";
import { instanceLabel } from "./labels";
import { FreeDisk, type HostFacts, readHost } from "./read-host";
import { type ContainerStats, readStats } from "./read-stats";

/** Where PostgreSQL in a container is reached from here. */
export interface ContainerAddress {
  host: string;
  port: number;
}

export interface ContainerRequest extends LaunchRequest {
  /** "session" where it is left out: somebody waits. */
  priority?: CallPriority;
}

interface ContainerServiceOptions {
  docker: Docker;
  instance: string;
  limits: ContainerLimits;
  portRange: { first: number; last: number };
  bindAddress: string;
  /** So many containers may run at once; it sets the number of networks. */
  maxContainers: number;
  log: Log;
}

type Readiness = (address: ContainerAddress) => Promise<void>;

/** PostgreSQL stops by itself within this time; then Docker kills it. */
const stopGraceSeconds = 5;

/** A removal that somebody else began may fail there; then it is done here. */
const removeAttempts = 3;

/**
 * Makes, finds and removes containers, and touches only what bears this installation's label.
 * Every method throws AppError docker_unavailable where Docker does not answer in time.
 */
export class DockerContainerService {
  /** Where published ports are reached. A wildcard address is one to listen on, not one to connect to. */
  readonly host: string;
  private readonly launcher: ContainerLauncher;
  private readonly gate = new CallGate();
  private readonly freeDisk: FreeDisk;

  constructor(private readonly options: ContainerServiceOptions) {
    this.host = options.bindAddress === "0.0.0.0" ? "127.0.0.1" : options.bindAddress;
    this.freeDisk = new FreeDisk(options.docker);
    const networks = new ContainerNetworks(options);
    this.launcher = new ContainerLauncher({ ...options, networks, findContainer: (name) => this.findContainer(name) });
  }

  /** @throws AppError docker_unavailable */
  async ping(): Promise<void> {
    await askDocker(() => this.options.docker.ping());
  }

  /**
   * Brings the named container to running and ready: creates it where it is missing, starts it where it stands still,
   * so that a start which was cut off can be repeated. `waitUntilReady` decides what ready means.
   * A container that does not get ready is removed before the error goes on.
   * @throws AppError no_free_port, template_unavailable, start_failed or docker_unavailable, or what `waitUntilReady` throws
   */
  async startContainer(request: ContainerRequest, waitUntilReady: Readiness): Promise<ContainerAddress> {
    const { name, priority } = request;
    let isNew = false;
    try {
      const stoodStill = await this.gate.run(async () => {
        isNew = await this.launcher.create(request);
        return this.launcher.start(name);
      }, priority);
      return await (stoodStill ? this.getReady(name, waitUntilReady) : this.getReadyOrRestart(request, waitUntilReady));
    } catch (error) {
      // A container that existed before may hold somebody's work; only what this call made is taken away again.
      if (isNew) await this.removeAfterFailure(name);
      throw error;
    }
  }

  /** @returns null where Docker says that there is no such container of ours */
  async findContainer(name: string): Promise<ContainerState | null> {
    const found = await askDocker(() => this.options.docker.getContainer(name).inspect(), [404]);
    return found && inspectedState(found, this.options.instance);
  }

  /** All containers of this installation, running or not. */
  async listContainers(): Promise<ContainerState[]> {
    const filters = { label: [`${instanceLabel}=${this.options.instance}`] };
    const found = (await askDocker(() => this.options.docker.listContainers({ all: true, filters }))) ?? [];
    return found.map(listedState);
  }

  /** Gives a container another name. One that bears it already is no error, so that a rename can be repeated. */
  async renameContainer(from: string, to: string): Promise<void> {
    const rename = () => this.options.docker.getContainer(from).rename({ name: to });
    // 400: another caller's rename was a moment quicker.
    const refusal = await tellDocker(rename, [400, 404, 409]);
    if (refusal === null) return;
    if (!(await this.findContainer(to))) throw dockerUnavailable(new Error(`container ${from} is gone`));
    if (refusal === 409 && (await this.findContainer(from)))
      throw dockerUnavailable(new Error(`container ${from} cannot be named ${to}: another one has that name`));
  }

  /** Stops the server cleanly; its data stays in the container's layer. One that stands still or is gone is no error. */
  stopContainer(name: string): Promise<void> {
    return this.stop(name, stopGraceSeconds);
  }

  /** The same where the server cannot stop cleanly any more. What was committed is in the container's layer all the same. */
  killContainer(name: string): Promise<void> {
    return this.stop(name, 0);
  }

  private async stop(name: string, graceSeconds: number): Promise<void> {
    const stop = () => this.options.docker.getContainer(name).stop({ t: graceSeconds });
    await this.gate.run(() => tellDocker(stop, [304, 404]));
  }

  /** The container is gone when this returns; that it was gone before is no error. */
  async removeContainer(name: string): Promise<void> {
    for (let attempt = 1; attempt <= removeAttempts; attempt++) {
      const found = await this.findContainer(name);
      if (!found) return;
      const container = this.options.docker.getContainer(found.id);
      // Docker answers when it is gone.
      const refusal = await this.gate.run(() =>
        tellDocker(() => container.remove({ force: true, v: true }), [404, 409]),
      );
      if (refusal !== 409) return;
      // Somebody else is removing it at this moment.
      await tellDocker(() => container.wait({ condition: "removed" }), [404]);
    }
    throw dockerUnavailable(new Error(`container ${name} could not be removed`));
  }

  /** @returns null where the container is gone or stands still */
  readStats(name: string): Promise<ContainerStats | null> {
    return readStats(this.options.docker, name);
  }

  readHost(): Promise<HostFacts> {
    return readHost(this.options.docker);
  }

  /** Free for Docker's files, and cheap to ask; null where they are on another machine. */
  readFreeDiskBytes(): Promise<number | null> {
    return this.freeDisk.readBytes();
  }

  private async getReady(name: string, waitUntilReady: Readiness): Promise<ContainerAddress> {
    const state = await this.findContainer(name);
    if (!state) throw dockerUnavailable(new ContainerGoneError(name));
    if (!state.port) throw endedAtOnce(name);
    const address = { host: this.host, port: state.port };
    await waitUntilReady(address);
    return address;
  }

  /**
   * For a container that ran already: somebody may be stopping it at this moment. Docker says then that it runs, and a
   * moment later it does not. So its end is watched for, and it is started once it has stopped.
   */
  private async getReadyOrRestart(request: ContainerRequest, waitUntilReady: Readiness): Promise<ContainerAddress> {
    const { name, priority } = request;
    const watching = new AbortController();
    const ready = this.getReady(name, waitUntilReady);
    const outcome = ready.then(
      () => "ready" as const,
      () => "failed" as const,
    );
    const first = await Promise.race([outcome, this.untilStopped(name, watching.signal)]);
    watching.abort();
    if (first === "ready") return ready;
    if (first === "failed" && (await this.findContainer(name))?.running !== false) return ready;
    await this.gate.run(() => this.launcher.start(name), priority);
    return this.getReady(name, waitUntilReady);
  }

  /** Never ends where Docker cannot be asked; then readiness alone decides. */
  private untilStopped(name: string, abortSignal: AbortSignal): Promise<"stopped"> {
    const container = this.options.docker.getContainer(name);
    return new Promise((resolve) => {
      container.wait({ condition: "not-running", abortSignal }).then(
        () => resolve("stopped"),
        (err: unknown) =>
          this.options.log.trace({ err, container: name }, "a container's end is no longer watched for"),
      );
    });
  }

  private async removeAfterFailure(name: string): Promise<void> {
    try {
      await this.removeContainer(name);
    } catch (error) {
      this.options.log.warn({ err: error, container: name }, "a container that failed could not be removed yet");
    }
  }
}

function endedAtOnce(name: string): AppError {
  return new AppError("start_failed", {
    publicMessage: "Your database did not start. Try again.",
    cause: new Error(`container ${name} ended as soon as it was started`),
  });
}
