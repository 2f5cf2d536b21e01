import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "./problem.mjs";
import { lastLines, runCommand } from "./run-command.mjs";

const startTimeoutMs = 60_000;
const otherPatienceMs = 5_000;
const pollMs = 200;

/** Root on Debian, Ubuntu, or what calls itself like them. */
export function canInstallDocker() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** Installs Debian's Docker where there is none. */
export async function installDocker(report) {
  if (existsSync("/usr/bin/dockerd") || existsSync("/usr/sbin/dockerd")) return;
  await runApt(["update"], report);
  await runApt(["install", "-y", "--no-install-recommends", "docker.io", "iptables"], report);
}

/** @param {string[]} words what apt-get is to do */
export async function runApt(words, report) {
  report(`apt-get ${words.join(" ")}`);
  const { exitCode, output } = await runCommand({
    command: "apt-get",
    args: ["-o", "DPkg::Lock::Timeout=120", ...words],
    environment: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    onLine: report,
  });
  if (exitCode === 0) return;
  throw new Problem(`apt-get ${words.join(" ")} failed, put it right and start again:\n${lastLines(output)}`);
}

/**
 * Starts dockerd, by systemd where that runs, and waits until it answers. It goes on when Carrel stops.
 * @param {{ logFile: string, report: (detail: string) => void, answers: () => Promise<boolean> }} options
 */
export async function startDocker({ logFile, report, answers }) {
  report("starting dockerd");
  const bySystemd = existsSync("/run/systemd/system");
  const daemon = bySystemd ? await startBySystemd() : startDetached(logFile);
  let deadline = Date.now() + startTimeoutMs;
  // Installing the package may have started one already; then ours ends, and that one answers soon.
  daemon?.once("exit", () => {
    deadline = Math.min(deadline, Date.now() + otherPatienceMs);
  });
  while (!(await answers())) {
    if (Date.now() > deadline) {
      const words = bySystemd ? "see `journalctl -u docker`" : lastLines(readFileSync(logFile, "utf8"), 2);
      throw new Problem(`dockerd does not answer, put it right and start again: ${words}`);
    }
    await delay(pollMs);
  }
}

async function startBySystemd() {
  const { exitCode, output } = await runCommand({ command: "systemctl", args: ["start", "docker"] });
  if (exitCode !== 0)
    throw new Problem(`systemd could not start Docker, put it right and start again: ${lastLines(output, 5)}`);
  return null;
}

function startDetached(logFile) {
  const log = openSync(logFile, "a");
  const daemon = spawn("dockerd", [], { detached: true, stdio: ["ignore", log, log], cwd: "/" });
  daemon.on("error", (error) => console.error(error.message));
  daemon.unref();
  closeSync(log);
  return daemon;
}
