import { execFileSync } from "node:child_process";
import { cpus, release, totalmem, type } from "node:os";
import type Docker from "dockerode";
import type { MachineFacts } from "./benchmarks-document";

const gibibyte = 1024 ** 3;

/** What the figures depend on. */
export async function readMachine(docker: Docker): Promise<MachineFacts> {
  const [version, info] = await Promise.all([docker.version(), docker.info()]);
  return {
    CPU: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores`,
    Memory: `${(totalmem() / gibibyte).toFixed(1)} GiB`,
    Kernel: `${type()} ${release()}`,
    Docker: `${version.Version}, ${info.Driver}, cgroup version ${info.CgroupVersion ?? "1"}`,
    Node: process.version,
  };
}

/** The day, and the commit that was measured. */
export function measuredWhen(): string {
  const day = new Date().toISOString().slice(0, 10);
  const commit = git(["rev-parse", "--short", "HEAD"]);
  if (!commit) return `Measured on ${day}.`;
  // What the bench itself writes is no change of what it measures.
  const changed = git(["status", "--porcelain", "--", ".", ":!docs"]) !== "";
  return `Measured on ${day}, at ${commit}${changed ? " with changes that are in no commit" : ""}.`;
}

/** @returns null where this is no checkout */
function git(args: string[]): string | null {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    // A copy without its history can be measured too.
    return null;
  }
}
