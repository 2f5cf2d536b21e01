import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dockerRequest } from "./docker-request.mjs";
import { canInstallDocker, installDocker, startDocker } from "./install-docker.mjs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";

const pingTimeoutMs = 10_000;
export const defaultDockerHost = "unix:///var/run/docker.sock";

/**
 * Finds a Docker Engine that answers, or as root on Debian and Ubuntu installs and starts one.
 * @param {{ environment: NodeJS.ProcessEnv, logFile: string }} options where dockerd writes if it is started here
 * @returns {Promise<string>} its address, as in DOCKER_HOST
 */
export async function findDocker({ environment, logFile }) {
  if (environment.DOCKER_HOST) return requireDocker(environment.DOCKER_HOST);
  for (const host of usualHosts(environment)) {
    const answer = await pingDocker(host);
    if (answer === "ok") return host;
    if (answer === "denied") throw noPermission(host);
  }
  if (!canInstallDocker()) {
    throw new Problem(
      "Docker was not found: install Docker Engine (https://docs.docker.com/engine/install/), start it, then start again.",
    );
  }
  await showStep("Docker is not running here: installing docker.io and starting dockerd", async (report) => {
    await installDocker(report);
    await startDocker({ logFile, report, answers: async () => (await pingDocker(defaultDockerHost)) === "ok" });
  });
  return defaultDockerHost;
}

/** @returns {Promise<string | null>} an engine that answers now, without an attempt to start one */
export async function findRunningDocker(environment) {
  const hosts = environment.DOCKER_HOST ? [environment.DOCKER_HOST] : usualHosts(environment);
  for (const host of hosts) {
    const answer = await pingDocker(host);
    if (answer === "ok") return host;
    if (answer === "denied") throw noPermission(host);
  }
  return null;
}

/** Docker's usual place, then those of rootless Docker and of Docker Desktop. */
function usualHosts(environment) {
  const rootless = environment.XDG_RUNTIME_DIR ? [`${environment.XDG_RUNTIME_DIR}/docker.sock`] : [];
  const others = [...rootless, `${homedir()}/.docker/run/docker.sock`].filter((path) => existsSync(path));
  return [defaultDockerHost, ...others.map((path) => `unix://${path}`)];
}

async function requireDocker(host) {
  const answer = await pingDocker(host);
  if (answer === "ok") return host;
  if (answer === "denied") throw noPermission(host);
  throw new Problem(`No Docker Engine answers at DOCKER_HOST=${host} (${answer}): start it or correct DOCKER_HOST.`);
}

async function pingDocker(host) {
  try {
    const { status } = await dockerRequest(host, { path: "/_ping", timeoutMs: pingTimeoutMs });
    return status === 200 ? "ok" : `it says ${status}`;
  } catch (error) {
    if (error instanceof Problem) throw error;
    return error.code === "EACCES" || error.code === "EPERM" ? "denied" : (error.code ?? error.message);
  }
}

function noPermission(host) {
  return new Problem(
    `No permission on Docker's socket ${host.replace("unix://", "")}: run \`sudo usermod -aG docker $USER\`, ` +
      `sign in again, then start again.`,
  );
}
