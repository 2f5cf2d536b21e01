import "server-only";
import type { StopReason } from "./statement-result";

/** Stops what a backend does, by an administrator's connection; resolves when PostgreSQL has been told. */
export type BackendStopper = (how: "cancel" | "terminate") => Promise<void>;

interface StatementStopOptions {
  stopBackend: BackendStopper;
  /** Ends the console's connection for good, and leaves a backend that heeds nothing to itself. */
  abandon: () => void;
}

/** How long a backend may take to heed a cancel before it is terminated, and then before its socket is cut. */
const stopGraceMs = 2_000;

/** Whether one console's statement runs, and the means to stop it from outside. */
export class StatementStop {
  private running = false;
  private stopped: StopReason | null = null;
  private stopping: Promise<void> = Promise.resolve();

  constructor(private readonly options: StatementStopOptions) {}

  get isRunning(): boolean {
    return this.running;
  }

  /** Why this statement was stopped, if it was. */
  get reason(): StopReason | null {
    return this.stopped;
  }

  /** A statement is about to begin: after whatever stopped the one before it has been told to PostgreSQL. */
  async reset(): Promise<void> {
    await this.stopping;
    this.stopped = null;
  }

  /** Whatever stopped the statement has been told to PostgreSQL, and hits nothing that is asked from now on. */
  async settled(): Promise<void> {
    await this.stopping;
  }

  /** Runs a statement, which can be stopped until it is over. */
  async run<T>(statement: () => Promise<T>): Promise<T> {
    this.running = true;
    try {
      return await statement();
    } finally {
      this.running = false;
    }
  }

  /** Stops the statement that runs. The first reason is the one that counts. */
  async stop(reason: StopReason): Promise<void> {
    if (!this.running) return;
    if (!this.stopped) {
      this.stopped = reason;
      this.stopping = this.stopFirmly();
    }
    await this.stopping;
  }

  /** The statement ends by itself, and this is why. */
  note(reason: StopReason): void {
    this.stopped ??= reason;
  }

  /** Asks, then ends the backend, then lets go of it: the statement is over one way or the other. */
  private async stopFirmly(): Promise<void> {
    if (await this.stopAndWait("cancel")) return;
    if (await this.stopAndWait("terminate")) return;
    this.options.abandon();
  }

  private async stopAndWait(how: "cancel" | "terminate"): Promise<boolean> {
    try {
      await this.options.stopBackend(how);
    } catch {
      // PostgreSQL takes no administrator either; the next, harder way is tried.
      return !this.running;
    }
    const deadline = performance.now() + stopGraceMs;
    while (this.running && performance.now() < deadline) await pause(10);
    return !this.running;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
