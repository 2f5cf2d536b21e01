import "server-only";
import type Docker from "dockerode";
import { askDocker } from "./docker-error";
import { instanceLabel } from "./labels";

interface EnsureNetworkOptions {
  docker: Docker;
  instance: string;
}

/**
 * The bridge that this installation's containers stand on: no way out (no masquerading), none from one to another.
 * Made again where somebody removed it.
 * @returns its name
 */
export async function ensureNetwork({ docker, instance }: EnsureNetworkOptions): Promise<string> {
  const name = `carrel-${instance}-0`;
  if (await askDocker(() => docker.getNetwork(name).inspect(), [404])) return name;
  const create = () =>
    docker.createNetwork({
      Name: name,
      Driver: "bridge",
      CheckDuplicate: true,
      Labels: { [instanceLabel]: instance },
      Options: {
        "com.docker.network.bridge.enable_icc": "false",
        "com.docker.network.bridge.enable_ip_masquerade": "false",
      },
    });
  // 409: another start made it in the same moment.
  await askDocker(create, [409]);
  return name;
}
