import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import type { DockerProxy } from "@/lib/testing/docker-proxy";
import type { DockerFault } from "@/lib/testing/docker-proxy-rules";
import type { SoakLedger } from "./soak-ledger";

interface SoakFaultsOptions {
  docker: Docker;
  proxy: DockerProxy;
  ledger: SoakLedger;
  instance: string;
  pids: () => number[];
  signal: AbortSignal;
}

const calmMs = { least: 4_000, most: 14_000 };
const troubleMs = 5_000;

interface Fault {
  name: string;
  /** How often it comes, compared to the others. */
  weight: number;
  strike: () => Promise<void>;
}

/** Bad luck, one piece after the other, at random. */
export class SoakFaults {
  private readonly faults: Fault[];

  constructor(private readonly options: SoakFaultsOptions) {
    const docker = (action: DockerFault) => () => this.troubleDocker(action);
    const toContainer = (work: (container: Docker.Container) => Promise<unknown>) => () => this.troubleContainer(work);
    this.faults = [
      { name: "web killed", weight: 1, strike: async () => this.killProcess(0) },
      { name: "keeper killed", weight: 1, strike: async () => this.killProcess(1) },
      { name: "container killed", weight: 4, strike: toContainer((one) => one.kill()) },
      { name: "container removed", weight: 3, strike: toContainer((one) => one.remove({ force: true })) },
      { name: "container paused", weight: 2, strike: toContainer((one) => this.pauseContainer(one)) },
      { name: "database restarted", weight: 1, strike: () => this.restartDatabase() },
      { name: "Docker slow", weight: 2, strike: docker({ kind: "delay", ms: 2_000 }) },
      { name: "Docker answers 500", weight: 2, strike: docker({ kind: "answer", status: 500 }) },
      { name: "Docker cuts replies", weight: 2, strike: docker({ kind: "cut" }) },
      { name: "Docker silent", weight: 1, strike: docker({ kind: "silence" }) },
    ];
  }

  async strike(): Promise<void> {
    const { signal, ledger } = this.options;
    while (!signal.aborted) {
      await delay(randomInt(calmMs.least, calmMs.most), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const fault = this.choose();
      ledger.fault(fault.name);
      await fault.strike();
    }
  }

  private choose(): Fault {
    const all = this.faults.flatMap((fault) => Array<Fault>(fault.weight).fill(fault));
    const chosen = all[randomInt(all.length)];
    if (!chosen) throw new Error("there is no fault to choose from");
    return chosen;
  }

  private killProcess(index: number): void {
    const pid = this.options.pids()[index];
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch (error) {
      // It is being started again just now.
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }

  private async troubleContainer(work: (container: Docker.Container) => Promise<unknown>): Promise<void> {
    const found = await this.listContainers("session");
    const chosen = found[randomInt(Math.max(1, found.length))];
    if (!chosen) return;
    // Somebody may end the session in this moment, and then there is nothing left to trouble.
    await work(this.options.docker.getContainer(chosen.Id)).catch(() => undefined);
  }

  private async pauseContainer(container: Docker.Container): Promise<void> {
    await container.pause();
    await delay(troubleMs);
    await container.unpause();
  }

  private async restartDatabase(): Promise<void> {
    const [database] = await this.listContainers("database");
    if (database) await this.options.docker.getContainer(database.Id).restart({ t: 5 });
  }

  private async troubleDocker(action: DockerFault): Promise<void> {
    const rule = this.options.proxy.addRule({ match: {}, action });
    await delay(troubleMs, undefined, { signal: this.options.signal }).catch(() => undefined);
    rule.remove();
  }

  private listContainers(role: string) {
    const label = [`${instanceLabel}=${this.options.instance}`, `${roleLabel}=${role}`];
    return this.options.docker.listContainers({ filters: { label } });
  }
}
