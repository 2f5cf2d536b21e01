import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type DatabaseGate, DatabaseProxy } from "./database-proxy";
import { type DockerProxy, openDockerProxy } from "./docker-proxy";
import { type VictimCommand, victimReportSchema } from "./victim-commands";

export interface Victim {
  docker: DockerProxy;
  /** Sees every question of the victim to Carrel's database, at both its moments. */
  onDatabaseStep: (gate: DatabaseGate) => void;
  /** @returns what the victim says when it is done; rejects where it fails or dies */
  tell: (command: VictimCommand) => Promise<void>;
  /** SIGKILL: nothing is said good-bye to. Its proxies go, too. */
  kill: () => Promise<void>;
}

/** Starts a process of an installation that reaches Docker and Carrel's database through proxies of its own alone. */
export async function spawnVictim(options: {
  file: string;
  environment: Record<string, string | undefined>;
}): Promise<Victim> {
  const { file, environment } = options;
  let gate: DatabaseGate = () => undefined;
  const docker = await openDockerProxy();
  const database = await DatabaseProxy.open({ url: environment.DATABASE_URL ?? "", gate: (step) => gate(step) });
  const child = spawn(process.execPath, ["--conditions=react-server", file], {
    env: { ...environment, NODE_ENV: "production", DOCKER_HOST: docker.host, DATABASE_URL: database.url },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    }
    await Promise.all([docker.close(), database.close()]);
  };
  await nextReport(child);
  return {
    docker,
    onDatabaseStep: (next) => {
      gate = next;
    },
    tell: async (command) => {
      const answer = nextReport(child);
      child.send(command);
      await answer;
    },
    kill,
  };
}

/** What the victim says next. */
function nextReport(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("the victim died"));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      const said = victimReportSchema.parse(message);
      if (said.kind === "failed") reject(new Error(said.message));
      else resolve();
    });
  });
}
