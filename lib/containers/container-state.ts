import "server-only";
import type Docker from "dockerode";
import { postgresPort } from "./container-spec";
import { instanceLabel, roleLabel, sessionLabel } from "./labels";

/** One container as Docker has it now. `port` is null while it does not run. */
export interface ContainerState {
  id: string;
  name: string;
  role: string | null;
  sessionId: string | null;
  /** Not where it is paused: nobody gets an answer from it then. */
  running: boolean;
  port: number | null;
  createdAt: Date;
}

/** @returns null for a container that is another installation's, or nobody's */
export function inspectedState(found: Docker.ContainerInspectInfo, instance: string): ContainerState | null {
  const labels = found.Config.Labels ?? {};
  if (labels[instanceLabel] !== instance) return null;
  const port = found.NetworkSettings.Ports[postgresPort]?.[0]?.HostPort;
  return {
    id: found.Id,
    name: withoutSlash(found.Name),
    role: labels[roleLabel] ?? null,
    sessionId: labels[sessionLabel] ?? null,
    running: found.State.Running && !found.State.Paused,
    port: port ? Number(port) : null,
    createdAt: new Date(found.Created),
  };
}

export function listedState(found: Docker.ContainerInfo): ContainerState {
  return {
    id: found.Id,
    name: withoutSlash(found.Names[0] ?? ""),
    role: found.Labels[roleLabel] ?? null,
    sessionId: found.Labels[sessionLabel] ?? null,
    running: found.State === "running",
    port: found.Ports.find((port) => port.PublicPort)?.PublicPort ?? null,
    createdAt: new Date(found.Created * 1000),
  };
}

function withoutSlash(name: string): string {
  return name.replace(/^\//, "");
}
