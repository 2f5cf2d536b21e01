import "server-only";
import Docker from "dockerode";

/** Opens the Docker Engine that `host` names (as DOCKER_HOST does), or the local socket. No call waits longer than `timeoutMs`. */
export function openDocker(options: { host: string | null; timeoutMs: number }): Docker {
  const { host, timeoutMs } = options;
  if (!host) return new Docker({ socketPath: "/var/run/docker.sock", timeout: timeoutMs });
  if (host.startsWith("unix://")) return new Docker({ socketPath: host.slice("unix://".length), timeout: timeoutMs });
  const url = new URL(host);
  return new Docker({
    host: url.hostname,
    port: Number(url.port || 2375),
    protocol: url.protocol === "https:" ? "https" : "http",
    timeout: timeoutMs,
  });
}
