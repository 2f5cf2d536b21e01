import { truncateSync, writeFileSync } from "node:fs";
import { nextCommand } from "./build-web.mjs";
import { KeptProcess } from "./kept-process.mjs";
import { typescriptArgs } from "./run-typescript.mjs";

/**
 * Starts web and keeper of a prepared installation.
 * @param {{ installation: import("./installation.mjs").Installation, environment: NodeJS.ProcessEnv, dev?: boolean,
 *   onEnd: (words: string) => void }} options
 */
export function runInstallation({ installation, environment, dev = false, onEnd }) {
  const shared = { onEnd, environment: { ...environment, NODE_ENV: dev ? "development" : "production" } };
  const webArgs = [nextCommand, dev ? "dev" : "start", "--port", environment.PORT, "--hostname", environment.HOST];
  const web = new KeptProcess({
    ...shared,
    name: "the web server",
    args: webArgs,
    logFile: dev ? undefined : emptyLog(installation, "web"),
  });
  const keeper = new KeptProcess({
    ...shared,
    name: "the keeper",
    args: [...typescriptArgs, "scripts/keeper.ts"],
    logFile: dev ? undefined : emptyLog(installation, "keeper"),
  });
  web.start();
  keeper.start();
  return {
    pids: () => [web.pid, keeper.pid].filter((pid) => pid !== undefined),
    stop: async () => {
      await Promise.all([web.stop(), keeper.stop()]);
    },
  };
}

function emptyLog(installation, name) {
  const file = installation.logFile(name);
  writeFileSync(file, "", { flag: "a", mode: 0o600 });
  truncateSync(file);
  return file;
}
