import "server-only";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import Docker from "dockerode";
import { openNetworkNamespace } from "./network-namespace";

const run = promisify(execFile);
const readyWithinMs = 60_000;
const lookAgainMs = 100;

export type OwnDockerEngine = Awaited<ReturnType<typeof openOwnDockerEngine>>;

/** A second Docker Engine beside the machine's, with its data, its sockets and its network apart, to be killed at will. */
export async function openOwnDockerEngine() {
  const network = await openNetworkNamespace();
  const folder = await mkdtemp(join(tmpdir(), "carrel-engine-"));
  const socketPath = join(folder, "docker.sock");
  const docker = new Docker({ socketPath });
  let engine: ChildProcess | null = null;
  const start = async () => {
    if (engine && engine.exitCode === null && engine.signalCode === null) return;
    engine = spawnEngine({ folder, socketPath, enter: network.enter });
    await untilAnswers(docker, engine, join(folder, "engine.log"));
  };
  /** SIGKILL, to its containerd as well; the containers' own processes and those that hold them go on. */
  const kill = async () => {
    if (engine) await killAndWait(engine, "SIGKILL");
    const containerd = () => processesUnder(folder).filter((pid) => !isHoldingContainer(pid));
    for (const pid of containerd()) killQuietly(pid);
    while (containerd().length > 0) await delay(lookAgainMs);
    // While nobody has buried it, the next engine would take it for one that runs.
    await rm(join(folder, "run/containerd/containerd.pid"), { force: true });
  };
  const close = async () => {
    if (engine) await killAndWait(engine, "SIGTERM");
    for (const pid of processesUnder(folder)) process.kill(pid, "SIGKILL");
    await unmountAllUnder(folder);
    await rm(folder, { recursive: true, force: true });
    await network.close();
  };
  try {
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    docker,
    host: `unix://${socketPath}`,
    /** Where its containers' ports are published, and reached from here. */
    address: network.address,
    pid: () => engine?.pid ?? 0,
    start,
    kill,
    /** As when the machine loses its power: the engine and everything that it had started. */
    killWithContainers: async () => {
      const running = await docker.listContainers();
      const states = await Promise.all(running.map(({ Id: id }) => docker.getContainer(id).inspect()));
      await kill();
      for (const pid of [...processesUnder(folder), ...states.map(({ State: { Pid: pid } }) => pid)]) killQuietly(pid);
    },
    /** Brings an image over from the machine's own engine. */
    copyImage: async (name: string) => {
      const answer = await docker.loadImage(await new Docker().getImage(name).get());
      answer.resume();
      await once(answer, "end");
    },
    close,
  };
}

function spawnEngine(options: { folder: string; socketPath: string; enter: [string, ...string[]] }): ChildProcess {
  const { folder, socketPath } = options;
  const [command, ...enter] = options.enter;
  const places = [
    ["--data-root", join(folder, "data")],
    ["--exec-root", join(folder, "run")],
    ["--pidfile", join(folder, "engine.pid")],
    ["--host", `unix://${socketPath}`],
  ].flat();
  const engine = spawn(command, [...enter, "dockerd", ...places], { stdio: ["ignore", "pipe", "pipe"] });
  const log = createWriteStream(join(folder, "engine.log"), { flags: "a" });
  engine.stdout?.pipe(log, { end: false });
  engine.stderr?.pipe(log);
  return engine;
}

async function untilAnswers(docker: Docker, engine: ChildProcess, logFile: string): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    try {
      await docker.ping();
      return;
    } catch (cause) {
      const hasEnded = engine.exitCode !== null || engine.signalCode !== null;
      if (hasEnded || performance.now() > deadline) {
        const words = readFileSync(logFile, "utf8").slice(-2_000);
        throw new Error(`A second dockerd does not run here; it needs root.\n${words}`, { cause });
      }
    }
    await delay(lookAgainMs);
  }
}

async function killAndWait(engine: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const exit = once(engine, "exit");
  engine.kill(signal);
  await exit;
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // Gone already, with the process that it belonged to.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Whatever was started with this folder among its words: containerd and the shims that hold containers. */
function processesUnder(folder: string): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => readIfThere(`/proc/${pid}/cmdline`).includes(`${folder}/`)).map(Number);
}

function isHoldingContainer(pid: number): boolean {
  return readIfThere(`/proc/${pid}/cmdline`).includes("containerd-shim");
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return "";
    throw error;
  }
}

async function unmountAllUnder(folder: string): Promise<void> {
  const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
  const targets = mounts.flatMap((line) => line.split(" ")[1] ?? []).filter((path) => path.startsWith(`${folder}/`));
  // What was mounted last lies on top.
  for (const target of targets.reverse()) await run("umount", ["--lazy", target]);
}
