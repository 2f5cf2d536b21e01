import "server-only";
import { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { TestInstallation } from "./test-installation";

type ServiceOptions = ConstructorParameters<typeof DockerContainerService>[0];

/** Another service on the installation's containers, with options of the test's own. */
export function containerServiceOf({ config, docker, log }: TestInstallation, options: Partial<ServiceOptions>) {
  const { instance, session } = config;
  const { portRange, bindAddress } = session;
  const maxContainers = 8;
  return new DockerContainerService({
    ...{ docker, instance, limits: session, portRange, bindAddress, maxContainers, log },
    ...options,
  });
}
