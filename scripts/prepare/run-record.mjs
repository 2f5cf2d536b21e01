import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup } from "./kept-process.mjs";

const stopPatienceMs = 20_000;
const pollMs = 100;

/** What runs of an installation, written down so that another command finds it: `{ pid, url, children }`. */
export class RunRecord {
  /** @param {import("./installation.mjs").Installation} installation */
  constructor(installation) {
    installation.makeDirectory();
    this.file = `${installation.directory}/running.json`;
  }

  write(record) {
    writeFileSync(this.file, JSON.stringify({ pid: process.pid, ...record }));
  }

  /** Removed by whoever wrote it, and by nobody else. */
  remove() {
    if (this.read()?.pid === process.pid) rmSync(this.file, { force: true });
  }

  /** @returns {{ pid: number, url: string } | null} the run that goes on now */
  current() {
    const record = this.read();
    return record && record.pid !== process.pid && isScript(record.pid, "scripts/") ? record : null;
  }

  /** Ends web and keeper at once, for a run that is cut off and has no time to wait for them. */
  killChildren() {
    for (const pid of (this.read()?.children ?? []).filter(isOurs)) signalGroup(pid, "SIGKILL");
  }

  /** A run that was killed leaves its web server and keeper behind: they are ended here. */
  async endOrphans() {
    const record = this.read();
    if (!record || this.current()) return;
    const children = (record.children ?? []).filter(isOurs);
    for (const pid of children) signalGroup(pid, "SIGKILL");
    // Their port is free again only when they are gone.
    const deadline = Date.now() + stopPatienceMs;
    while (children.some(isOurs) && Date.now() < deadline) await delay(pollMs);
    rmSync(this.file, { force: true });
  }

  /** Stops the run that goes on, as Ctrl+C does, and waits until it is gone. */
  async stopCurrent() {
    const record = this.current();
    if (!record) return;
    process.kill(record.pid, "SIGTERM");
    const deadline = Date.now() + stopPatienceMs;
    while (this.current() && Date.now() < deadline) await delay(pollMs);
    if (this.current()) process.kill(record.pid, "SIGKILL");
  }

  read() {
    return existsSync(this.file) ? JSON.parse(readFileSync(this.file, "utf8")) : null;
  }
}

/** Next.js calls its process next-server. */
function isOurs(pid) {
  return isScript(pid, "keeper.ts") || isScript(pid, "next");
}

/** Process ids are used again, so the command line decides whether it is still ours. */
function isScript(pid, words) {
  return commandLine(pid).includes(words);
}

function commandLine(pid) {
  try {
    // A small Linux has no ps, and needs none.
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch (error) {
    // ps answers 1 where there is no such process.
    if (error.code === "ENOENT" || error.code === "ESRCH" || error.status === 1) return "";
    throw error;
  }
}
