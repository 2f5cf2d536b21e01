import { truncateSync, writeFileSync } from "node:fs";
import { nextCommand } from "./build-web.mjs";
import { KeptProcess } from "./kept-process.mjs";
import { typescriptArgs } from "./run-typescript.mjs";

/**
 * Starts web and keeper of a prepared installation.
 * @param {{ installation: import("./installation.mjs").Installation, environment: NodeJS.ProcessEnv, dev?: boolean,
 *   onPids: (pids: number[]) => void, onEnd: (words: string) => void }} options
 *   `onPids` is told after every start, restarts included, so that a record of them stays true.
 */
export function runInstallation({ installation, environment, dev = false, onPids, onEnd }) {
  const onStart = () => onPids(kept.flatMap(({ pid }) => pid ?? []));
  const shared = { onStart, onEnd, environment: { ...environment, NODE_ENV: dev ? "development" : "production" } };
  const devArgs = [nextCommand, "dev", "--port", environment.PORT, "--hostname", environment.HOST];
  const web = new KeptProcess({
    ...shared,
    name: "the web server",
    args: dev ? devArgs : ["scripts/web.mjs"],
    logFile: dev ? undefined : emptyLog(installation, "web"),
  });
  const keeper = new KeptProcess({
    ...shared,
    name: "the keeper",
    args: [...typescriptArgs, "scripts/keeper.ts"],
    logFile: dev ? undefined : emptyLog(installation, "keeper"),
  });
  const kept = [web, keeper];
  for (const one of kept) one.start();
  return {
    stop: async () => {
      await Promise.all(kept.map((one) => one.stop()));
    },
  };
}

function emptyLog(installation, name) {
  const file = installation.logFile(name);
  writeFileSync(file, "", { flag: "a", mode: 0o600 });
  truncateSync(file);
  return file;
}
