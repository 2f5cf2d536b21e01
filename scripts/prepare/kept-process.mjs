import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { root } from "./root.mjs";

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
/** After so long without a crash, the next one counts as the first again. */
const steadyMs = 60_000;
const stopPatienceMs = 15_000;

/** A process that is started again, ever more slowly, when it ends by itself. */
export class KeptProcess {
  /**
   * @param {{ name: string, args: string[], environment: NodeJS.ProcessEnv, logFile?: string, onStart: () => void, onEnd: (words: string) => void }} options
   *   Node's arguments; without `logFile` the process writes to this terminal.
   */
  constructor(options) {
    this.options = options;
    this.delayMs = firstDelayMs;
    this.stopped = false;
    this.timer = null;
  }

  get pid() {
    return this.child?.pid;
  }

  start() {
    const { args, environment, logFile } = this.options;
    const output = logFile ? openSync(logFile, "a") : "inherit";
    const startedAt = Date.now();
    // In a group of its own, Ctrl+C reaches this process alone, which then ends the others in order.
    this.child = spawn(process.execPath, args, {
      cwd: root,
      env: environment,
      stdio: ["ignore", output, output],
      detached: true,
    });
    if (logFile) closeSync(output);
    this.child.on("exit", (code, signal) => this.ended(signal ?? `code ${code}`, startedAt));
    this.options.onStart();
  }

  ended(reason, startedAt) {
    if (this.stopped) return;
    if (Date.now() - startedAt > steadyMs) this.delayMs = firstDelayMs;
    this.options.onEnd(`${this.options.name} ended (${reason}) and is started again in ${this.delayMs / 1000} s`);
    this.timer = setTimeout(() => this.start(), this.delayMs);
    this.delayMs = Math.min(this.delayMs * 2, longestDelayMs);
  }

  /** Asks it to end, and insists after a while. */
  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    const { child } = this;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    signalGroup(child.pid, "SIGTERM");
    const insist = setTimeout(() => signalGroup(child.pid, "SIGKILL"), stopPatienceMs);
    await exit;
    clearTimeout(insist);
    // What it had started may outlive it.
    signalGroup(child.pid, "SIGKILL");
  }
}

/** Signals a process and all that it started; one that is gone already is no error. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
