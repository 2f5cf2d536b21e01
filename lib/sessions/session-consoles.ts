import "server-only";
import type { Console } from "@/lib/database-client/console";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import type { ConsoleBackends } from "@/lib/database-client/read-console-activity";
import { type ConsoleName, consoleNameSchema } from "@/lib/schemas/query";
import type { OpenTransactions, TransactionPlace } from "./open-transactions";

interface OpenConsole {
  containerName: string;
  console: Promise<Console>;
}

export interface ConsoleTarget extends TransactionPlace {
  address: { host: string; port: number };
}

/** The open consoles of this process: one connection for each session and console name, opened on use. */
export class SessionConsoles {
  private readonly open = new Map<string, OpenConsole>();
  /** Consoles whose open transaction was lost, and whose next answer has to say so: by their containers' names. */
  private readonly lost = new Map<string, string>();

  constructor(
    private readonly databaseClient: ContainerDatabaseClientService,
    private readonly openTransactions: OpenTransactions,
  ) {}

  /** The console that is open, or a new one. Throws pg's error where PostgreSQL cannot be reached. */
  async get(target: ConsoleTarget, passwords: () => Promise<{ student: string; admin: string }>): Promise<Console> {
    const key = keyOf(target.sessionId, target.console);
    const known = this.open.get(key);
    if (known?.containerName === target.containerName) {
      const console = await known.console;
      if (console.usable) return console;
      if (console.lostTransaction) this.lost.set(key, target.containerName);
    }
    // Another request may have replaced it while this one waited.
    if (this.open.get(key) !== known) return this.get(target, passwords);
    const opened = { containerName: target.containerName, console: this.connect(target, passwords) };
    this.open.set(key, opened);
    opened.console.catch(() => {
      // A failed connection is not kept; whoever asked for it has the error.
      if (this.open.get(key) === opened) this.open.delete(key);
    });
    return opened.console;
  }

  /** The console if one is open now. */
  async find(sessionId: string, console: ConsoleName): Promise<Console | null> {
    return (await this.open.get(keyOf(sessionId, console))?.console) ?? null;
  }

  /** Something ran on this console. Returns when what is to be known of it beyond this process is kept. */
  async keepTransaction(place: TransactionPlace, console: Console): Promise<void> {
    await this.openTransactions.note(place, console.transaction !== "idle");
  }

  /** PostgreSQL's processes behind the consoles that are open now and belong to this container. */
  async listBackends({
    sessionId,
    containerName,
  }: Omit<ConsoleTarget, "console" | "address">): Promise<ConsoleBackends> {
    const backends: ConsoleBackends = new Map();
    for (const name of consoleNameSchema.options) {
      const known = this.open.get(keyOf(sessionId, name));
      if (known?.containerName !== containerName) continue;
      // One that could not be opened is nobody's; whoever asked for it has the error.
      const console = await known.console.catch(() => null);
      if (console?.usable) backends.set(console.backendPid, name);
    }
    return backends;
  }

  async closeAll(sessionId: string): Promise<void> {
    for (const console of consoleNameSchema.options) this.openTransactions.leave({ sessionId, console });
    await Promise.all(consoleNameSchema.options.map((name) => this.close(keyOf(sessionId, name))));
  }

  /** The session is over, and nothing of it has to be told any more. */
  async endAll(sessionId: string): Promise<void> {
    await Promise.all([this.closeAll(sessionId), this.openTransactions.forget(sessionId)]);
  }

  async closeEverything(): Promise<void> {
    await Promise.all([...this.open.keys()].map((key) => this.close(key)));
  }

  private async connect(target: ConsoleTarget, passwords: () => Promise<{ student: string; admin: string }>) {
    const key = keyOf(target.sessionId, target.console);
    const [known, wasOpen] = await Promise.all([passwords(), this.openTransactions.take(target)]);
    // Kept until somebody was told, as the container may have to be brought up first.
    if (wasOpen) this.lost.set(key, target.containerName);
    const console = await this.databaseClient.connect({ address: target.address, passwords: known });
    if (this.lost.get(key) === target.containerName) console.tellOfLoss();
    this.lost.delete(key);
    return console;
  }

  private async close(key: string): Promise<void> {
    const known = this.open.get(key);
    this.open.delete(key);
    this.lost.delete(key);
    const [outcome] = await Promise.allSettled([known?.console]);
    if (outcome.status === "fulfilled" && outcome.value) await this.databaseClient.close(outcome.value);
  }
}

function keyOf(sessionId: string, console: ConsoleName): string {
  return `${sessionId}/${console}`;
}
