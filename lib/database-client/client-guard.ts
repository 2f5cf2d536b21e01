import "server-only";
import type pg from "pg";
import { chooseGrowing } from "./choose-growing";
import { endClient } from "./connect-client";
import { type ContainerAccess, connectAdmin } from "./container-access";
import { diskGauge, measureDisk } from "./disk-gauge";
import { type DiskUse, judgeQuota, leewayBytes } from "./disk-quota";
import { type FoundClient, findClients, tellClients } from "./find-clients";

interface ClientGuardOptions extends ContainerAccess {
  diskBytes: number;
  /** Clients were stopped because of the quota. */
  onStopped: (stopped: { cancelled: number; terminated: number }) => void;
}

/**
 * What a look found. "alone": no client but Carrel's consoles; "quiet": clients that do nothing; "busy": one is at work;
 * "full": one is at work and the quota is reached; "overflowing": all stopping was of no use.
 */
export type GuardFinding = "alone" | "quiet" | "busy" | "full" | "overflowing";

const toleratedBytes = 1024 * 1024;

/** Whoever was stopped so often, and has committed a whole quota more since the first time, starts anew each time. */
const overflowOffences = 3;

/** A backend that was cancelled and still grows the data so long after is terminated. */
const warnedForMs = 10_000;
const stopGraceMs = 1_000;

/**
 * Keeps psql and other clients of a student's own below the quota of one container, over an administrator's connection
 * that stays open only while there is such a client. Nothing that it runs calls what a student made: the catalogue's
 * functions by their names in pg_catalog, and VACUUM, which calls none.
 */
export class ClientGuard {
  private admin: pg.Client | null = null;
  private ceilingBytes: number | null = null;
  /** The least that the data held since the quota was reached; it may not grow beyond that. */
  private baseBytes: number | null = null;
  private lastSeen = new Map<string, string>();
  private offences = 0;
  /** What the data held when somebody was stopped for the first time since there was room. */
  private firstStopBytes = 0;
  private exceededSinceMs: number | null = null;
  private readonly warned = new Map<string, number>();

  constructor(private readonly options: ClientGuardOptions) {}

  /** Looks once, and stops who grows the cluster over its quota. Throws as pg does; then the next look connects anew. */
  async look(): Promise<GuardFinding> {
    try {
      return await this.lookAround();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    if (this.admin) void endClient(this.admin);
    this.admin = null;
  }

  private async lookAround(): Promise<GuardFinding> {
    const isFirst = this.admin === null;
    this.admin ??= await connectAdmin(this.options, { applicationName: "carrel-guard" });
    const clients = await findClients(this.admin);
    const isNews = (client: FoundClient) => this.lastSeen.get(keyOf(client)) !== client.changedAt;
    const isBusy = clients.some((client) => client.isActive || isNews(client));
    if (isFirst || isBusy || this.exceededSinceMs !== null) {
      if (this.judge(await measureDisk(this.admin))) await this.stopGrowth(this.admin, clients, isNews);
      else this.exceededSinceMs = null;
    }
    this.lastSeen = new Map(clients.map((client) => [keyOf(client), client.changedAt]));
    return this.finding(clients, isBusy);
  }

  private finding(clients: FoundClient[], isBusy: boolean): GuardFinding {
    const isFull = this.ceilingBytes !== null;
    if (isFull && this.isOverflowing()) return "overflowing";
    if (clients.every(({ saysConsole }) => saysConsole) && !(isFull && isBusy)) {
      this.close();
      return "alone";
    }
    if (!isBusy) return "quiet";
    return isFull ? "full" : "busy";
  }

  private isOverflowing(): boolean {
    const grownBytes = (this.baseBytes ?? 0) - this.firstStopBytes;
    return this.offences >= overflowOffences && grownBytes > this.options.diskBytes;
  }

  private judge(use: DiskUse): boolean {
    const { diskBytes } = this.options;
    const startBytes = this.baseBytes ?? use.dataBytes;
    const { ceilingBytes } = this;
    const judgement = judgeQuota({ use, diskBytes, startBytes, ceilingBytes, toleratedBytes });
    this.ceilingBytes = judgement.ceilingBytes;
    if (this.ceilingBytes === null) this.offences = 0;
    this.baseBytes = judgement.ceilingBytes === null ? use.dataBytes : Math.min(startBytes, use.dataBytes);
    return judgement.exceeded;
  }

  private async stopGrowth(
    admin: pg.Client,
    clients: FoundClient[],
    isNews: (client: FoundClient) => boolean,
  ): Promise<void> {
    this.exceededSinceMs ??= performance.now();
    const exceededMs = performance.now() - this.exceededSinceMs;
    const growing = chooseGrowing({ clients, exceededMs, isNews });
    const again = growing.cancel.filter((client) => this.isWarned(client));
    const cancel = growing.cancel.filter((client) => !again.includes(client));
    const terminate = [...growing.terminate, ...again];
    if (cancel.length + terminate.length > 0) {
      for (const client of cancel) this.warned.set(keyOf(client), performance.now());
      await tellClients(admin, { how: "cancel", clients: cancel });
      await tellClients(admin, { how: "terminate", clients: terminate });
      this.options.onStopped({ cancelled: cancel.length, terminated: terminate.length });
      if (!(await this.haveStopped(admin, [...cancel, ...terminate]))) return;
    } else if (clients.some(({ isActive }) => isActive)) {
      // Whoever is at work may yet turn out to be the one.
      return;
    }
    await this.settle();
  }

  /** Gives back what was taken, and notes where that leaves the cluster: what is committed by now stays, and is the new measure. */
  private async settle(): Promise<void> {
    const use = await diskGauge(this.options).reclaim();
    const isFull = use.dataBytes + use.walBytes >= this.options.diskBytes;
    this.baseBytes = use.dataBytes;
    if (this.offences === 0) this.firstStopBytes = use.dataBytes;
    this.offences++;
    this.ceilingBytes = isFull
      ? Math.min(this.ceilingBytes ?? Number.POSITIVE_INFINITY, use.dataBytes + leewayBytes)
      : null;
  }

  private async haveStopped(admin: pg.Client, told: FoundClient[]): Promise<boolean> {
    const keys = new Set(told.map(keyOf));
    const deadline = performance.now() + stopGraceMs;
    for (;;) {
      const left = (await findClients(admin)).filter((client) => keys.has(keyOf(client)));
      if (!left.some(({ isActive, hasWritten }) => isActive || hasWritten)) return true;
      if (performance.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private isWarned(client: FoundClient): boolean {
    for (const [key, at] of this.warned) if (performance.now() - at > warnedForMs) this.warned.delete(key);
    return this.warned.has(keyOf(client));
  }
}

function keyOf({ pid, startedAt }: FoundClient): string {
  return `${pid} ${startedAt}`;
}
