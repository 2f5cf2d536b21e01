import "server-only";
import Docker from "dockerode";
import { longDeadlineMs } from "./docker-operations";
import { type DockerCall, guardDockerCalls } from "./guard-docker-calls";

interface OpenDockerOptions {
  /** As in DOCKER_HOST; null is the local socket. */
  host: string | null;
  /** What setting up a container may take. Reading is given less, a commit or a build more. */
  timeoutMs: number;
  onCall?: (call: DockerCall) => void;
}

/** Opens the Docker Engine. Every call has a deadline and is told to `onCall`. */
export function openDocker({ host, timeoutMs, onCall }: OpenDockerOptions): Docker {
  // Streams outlive the deadline of their call; one on which nothing moves for so long is dead.
  const docker = new Docker({ ...addressOf(host), timeout: Math.max(longDeadlineMs, timeoutMs) });
  return guardDockerCalls(docker, { timeoutMs, onCall });
}

function addressOf(host: string | null): Docker.DockerOptions {
  if (!host) return { socketPath: "/var/run/docker.sock" };
  if (host.startsWith("unix://")) return { socketPath: host.slice("unix://".length) };
  const url = new URL(host);
  return {
    host: url.hostname,
    port: Number(url.port || 2375),
    protocol: url.protocol === "https:" ? "https" : "http",
  };
}
