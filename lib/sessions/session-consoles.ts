import "server-only";
import type { Console } from "@/lib/database-client/console";
import type { ContainerAccess } from "@/lib/database-client/container-access";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import type { LastWord } from "@/lib/database-client/statement-result";
import type { TransactionFate } from "@/lib/database-client/transaction-fate";
import { type ConsoleName, consoleNameSchema } from "@/lib/schemas/query";
import type { LostTransaction, OpenTransactions, TransactionPlace } from "./open-transactions";

interface OpenConsole {
  containerName: string;
  console: Promise<Console>;
}

export interface ConsoleTarget extends TransactionPlace {
  address: { host: string; port: number };
}

interface KnownLoss extends LostTransaction {
  /** What PostgreSQL said, where this process heard it. */
  lastWord: LastWord | null;
}

/** The open consoles of this process: one connection for each session and console name, opened on use. */
export class SessionConsoles {
  private readonly open = new Map<string, OpenConsole>();
  /** Consoles whose open transaction was lost, and whose next answer has to say so. */
  private readonly lost = new Map<string, KnownLoss & Pick<TransactionPlace, "containerName">>();

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
      this.keepLoss(target, console);
    }
    // Another request may have replaced it while this one waited.
    if (this.open.get(key) !== known) return this.get(target, passwords);
    const opened = { containerName: target.containerName, console: this.connect(target, passwords) };
    this.open.set(key, opened);
    void this.dropWhenOver(target, opened);
    return opened.console;
  }

  /** The console if one is open now. */
  async find(sessionId: string, console: ConsoleName): Promise<Console | null> {
    return (await this.open.get(keyOf(sessionId, console))?.console) ?? null;
  }

  /** Something ran on this console. Returns when what is to be known of it beyond this process is kept. */
  async keepTransaction(place: TransactionPlace, console: Console): Promise<void> {
    // The next connection asks what is written of it.
    if (console.isCommitUnknown) return;
    await this.openTransactions.note(place, console.transaction !== "idle");
  }

  /** The consoles that are open now and belong to this container, by name. */
  async listOpen({
    sessionId,
    containerName,
  }: Omit<ConsoleTarget, "console" | "address">): Promise<Map<ConsoleName, Console>> {
    const consoles = new Map<ConsoleName, Console>();
    for (const name of consoleNameSchema.options) {
      const known = this.open.get(keyOf(sessionId, name));
      if (known?.containerName !== containerName) continue;
      // One that could not be opened is nobody's; whoever asked for it has the error.
      const console = await known.console.catch(() => null);
      if (console?.usable) consoles.set(name, console);
    }
    return consoles;
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
    const [known, taken] = await Promise.all([passwords(), this.openTransactions.take(target)]);
    if (taken) this.setLost(target, { ...taken, lastWord: this.lost.get(key)?.lastWord ?? null });
    const access = { address: target.address, passwords: known };
    const console = await this.databaseClient.connect(access, {
      transactions: {
        onOpen: () => void this.openTransactions.note(target, true),
        beforeCommit: (backendPid) =>
          this.openTransactions.noteCommit(target, () =>
            this.databaseClient.findTransactionId({ ...access, backendPid }),
          ),
      },
    });
    const lost = this.lost.get(key);
    if (lost?.containerName === target.containerName)
      console.tellOfLoss(await this.fateOf(lost, access), lost.lastWord);
    this.lost.delete(key);
    return console;
  }

  /** The keeper ends sessions and puts them to sleep, and many are never used again. */
  private async dropWhenOver(target: ConsoleTarget, opened: OpenConsole): Promise<void> {
    const key = keyOf(target.sessionId, target.console);
    const isCurrent = () => this.open.get(key) === opened;
    try {
      const console = await opened.console;
      await console.over;
      if (isCurrent()) this.keepLoss(target, console);
    } catch {
      // A failed connection is not kept; whoever asked for it has the error.
    }
    if (isCurrent()) this.open.delete(key);
  }

  private keepLoss(place: TransactionPlace, { lostTransaction, lastWord }: Console): void {
    if (lostTransaction) this.setLost(place, { isCommitting: false, transactionId: null, lastWord });
  }

  /** Kept until somebody was told, as the container may have to be brought up first. */
  private setLost({ sessionId, console, containerName }: TransactionPlace, lost: KnownLoss): void {
    this.lost.set(keyOf(sessionId, console), { ...lost, containerName });
  }

  private async fateOf(lost: LostTransaction, access: ContainerAccess): Promise<TransactionFate> {
    if (!lost.isCommitting) return "rolledBack";
    return lost.transactionId
      ? this.databaseClient.readTransactionFate({ ...access, id: lost.transactionId })
      : "unknown";
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
