import "server-only";
import type { ContainerLimits } from "@/lib/containers/container-spec";
import type { OpenAccessOptions } from "@/lib/database-client/container-database-client-service";
import { newPassword } from "@/lib/database-client/scram-verifier";
import { newId } from "@/lib/db/new-id";
import { templatePassword } from "@/lib/templates/template-key";
import type { TestInstallation } from "./test-installation";

export type TestContainer = Awaited<ReturnType<typeof openTestContainer>>;

/** One opened container with the table `member` in it, as a session's would be, and nobody's session. */
export async function openTestContainer(carrel: TestInstallation, limits: Partial<ContainerLimits> = {}) {
  const name = `sql-exercise-test-${newId()}`;
  const passwords = { admin: newPassword(), student: newPassword() };
  const { databaseId } = await carrel.createExercise({ seedSql: "" });
  const { key, image } = await carrel.templates.getTemplate(databaseId);
  const access = {
    passwords,
    templatePassword: templatePassword({ secret: carrel.config.secret, key }),
    mayCreateRoles: false,
    timeoutMs: 30_000,
  };
  const address = await carrel.containers.startContainer({ name, image, role: "session", limits }, (reached) =>
    carrel.databaseClient.openAccess({ ...access, address: reached }),
  );
  return {
    name,
    address,
    passwords,
    openAccess: (changes: Partial<OpenAccessOptions> = {}) =>
      carrel.databaseClient.openAccess({ ...access, address, ...changes }),
    connect: () => carrel.databaseClient.connect({ address, passwords }),
    remove: () => carrel.containers.removeContainer(name),
  };
}
