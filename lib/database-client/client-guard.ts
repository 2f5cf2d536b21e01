import "server-only";
import type pg from "pg";
import { chooseGrowing } from "./choose-growing";
import { endClient } from "./connect-client";
import { type ContainerAccess, connectAdmin } from "./container-access";
import { diskGauge, measureDisk } from "./disk-gauge";
import { type DiskUse, judgeQuota, leewayBytes } from "./disk-quota";
import { type FoundClient, findClients, tellClients } from "./find-clients";
import { GrowthRate } from "./growth-rate";
import { QuotaOffences } from "./quota-offences";

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

export interface GuardLook {
  finding: GuardFinding;
  /** When the quota is reached, or may be, if whoever is at work goes on so; null where nothing grows. */
  fullInMs: number | null;
}

const toleratedBytes = 1024 * 1024;

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
  private readonly growth = new GrowthRate();
  private readonly offences = new QuotaOffences();
  private exceededSinceMs: number | null = null;
  private readonly warned = new Map<string, number>();
  private settling: Promise<void> | null = null;

  constructor(private readonly options: ClientGuardOptions) {}

  /** Looks once, and stops who grows the cluster over its quota. Throws as pg does; then the next look connects anew. */
  async look(): Promise<GuardLook> {
    try {
      return await this.lookAround();
    } catch (error) {
      this.disconnect();
      throw error;
    }
  }

  /** Nothing is connected any more when this returns. */
  async close(): Promise<void> {
    this.disconnect();
    await this.settling;
  }

  private disconnect(): void {
    if (this.admin) void endClient(this.admin);
    this.admin = null;
  }

  private async lookAround(): Promise<GuardLook> {
    const isFirst = this.admin === null;
    this.admin ??= await connectAdmin(this.options, { applicationName: "carrel-guard" });
    const clients = await findClients(this.admin);
    const isNews = (client: FoundClient) => this.lastSeen.get(keyOf(client)) !== client.changedAt;
    const isBusy = clients.some((client) => client.isActive || isNews(client));
    if (isFirst || isBusy || this.exceededSinceMs !== null) {
      const use = await measureDisk(this.admin);
      this.growth.note(performance.now(), use.dataBytes + use.walBytes);
      if (this.judge(use, clients)) await this.stopGrowth(this.admin, clients, isNews);
      else this.exceededSinceMs = null;
    }
    this.lastSeen = new Map(clients.map((client) => [keyOf(client), client.changedAt]));
    return { finding: this.finding(clients, isBusy), fullInMs: this.fullInMs(isBusy) };
  }

  private finding(clients: FoundClient[], isBusy: boolean): GuardFinding {
    const isFull = this.ceilingBytes !== null;
    const facts = { dataBytes: this.baseBytes ?? 0, quotaBytes: this.options.diskBytes };
    if (isFull && this.offences.isOverflowing(performance.now(), facts)) return "overflowing";
    if (clients.every(({ saysConsole }) => saysConsole) && !(isFull && isBusy)) {
      this.disconnect();
      return "alone";
    }
    if (!isBusy) return "quiet";
    return isFull ? "full" : "busy";
  }

  private fullInMs(isBusy: boolean): number | null {
    if (this.exceededSinceMs !== null) return 0;
    return isBusy && this.ceilingBytes === null ? this.growth.msUntil(this.options.diskBytes) : null;
  }

  /** Whoever is at work in a container that nobody looked at before is asked to stop where the quota is passed already. */
  private judge(use: DiskUse, clients: FoundClient[]): boolean {
    const { diskBytes } = this.options;
    const { ceilingBytes, baseBytes } = this;
    const startBytes = baseBytes ?? use.dataBytes;
    const judgement = judgeQuota({ use, diskBytes, startBytes, ceilingBytes, toleratedBytes });
    const isFull = judgement.ceilingBytes !== null;
    this.ceilingBytes = judgement.ceilingBytes;
    this.baseBytes = isFull ? Math.min(startBytes, use.dataBytes) : use.dataBytes;
    if (!isFull) this.offences.forget();
    const isFoundFull = isFull && baseBytes === null && clients.some(({ isActive }) => isActive);
    return judgement.exceeded || isFoundFull;
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
    this.baseBytes = (await measureDisk(admin)).dataBytes;
    this.settleMeanwhile();
  }

  /** Giving back what was taken may need seconds, in which whoever comes next is watched as before. */
  private settleMeanwhile(): void {
    const settled = (this.settling ?? Promise.resolve())
      .then(() => this.settle())
      // A container that does not answer is found so by the next look.
      .catch(() => undefined)
      .finally(() => {
        if (this.settling === settled) this.settling = null;
      });
    this.settling = settled;
  }

  /** Gives back what was taken, and notes where that leaves the cluster: what is committed by now stays, and is the new measure. */
  private async settle(): Promise<void> {
    const use = await diskGauge(this.options).reclaim();
    const isFull = use.dataBytes + use.walBytes >= this.options.diskBytes;
    this.baseBytes = use.dataBytes;
    this.offences.add(performance.now(), use.dataBytes);
    this.ceilingBytes = isFull
      ? Math.min(this.ceilingBytes ?? Number.POSITIVE_INFINITY, use.dataBytes + leewayBytes)
      : null;
  }

  /** @returns false where one of them goes on: with what it was told to stop, or with the next statement that writes */
  private async haveStopped(admin: pg.Client, told: FoundClient[]): Promise<boolean> {
    const toldAt = new Map(told.map((client) => [keyOf(client), client.changedAt]));
    const deadline = performance.now() + stopGraceMs;
    for (;;) {
      const left = (await findClients(admin)).filter((client) => toldAt.has(keyOf(client)));
      const writing = left.filter(({ isActive, hasWritten }) => isActive || hasWritten);
      if (writing.length === 0) return true;
      const goesOn = writing.some((client) => client.hasWritten && client.changedAt !== toldAt.get(keyOf(client)));
      if (goesOn || performance.now() > deadline) return false;
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
