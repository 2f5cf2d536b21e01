import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { buildWeb } from "./build-web.mjs";
import { checkDisk } from "./check-disk.mjs";
import { composeEnvironment } from "./compose-environment.mjs";
import { dockerRequest } from "./docker-request.mjs";
import { findDocker } from "./find-docker.mjs";
import { generateClient } from "./generate-client.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { Problem } from "./problem.mjs";
import { showStep } from "./progress.mjs";
import { runTypescript } from "./run-typescript.mjs";

/**
 * Brings an installation to the point where web and keeper can be started. Whatever is there already is kept.
 * @param {{ installation: import("./installation.mjs").Installation, environment: NodeJS.ProcessEnv,
 *   address: { port: number, host: string }, databasePortFrom: number, build: boolean }} options
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for web and keeper
 */
export async function prepareInstallation({ installation, environment, address, databasePortFrom, build }) {
  await checkDisk();
  // Each waits for servers of its own: npm's and Debian's.
  const [dockerHost] = await Promise.all([
    findDocker({ environment, logFile: installation.logFile("dockerd") }),
    installDependencies(),
  ]);
  await checkDockerDisk(dockerHost);
  const instance = environment.CARREL_INSTANCE || installation.state().instance;
  const known = { ...environment, DOCKER_HOST: dockerHost, CARREL_INSTANCE: instance };
  await generateClient();
  const { exerciseImage } = await showStep("Preparing the exercise image", (report) =>
    runTypescript({ script: "scripts/prepare/exercise-image.ts", environment: known, report }),
  );
  const withImage = { ...known, EXERCISE_IMAGE: exerciseImage };
  const databaseUrl = environment.DATABASE_URL || (await ownDatabaseUrl({ installation, withImage, databasePortFrom }));
  const secret = environment.CARREL_SECRET || rememberedSecret(installation);
  const composed = composeEnvironment({ environment: withImage, databaseUrl, secret, address });
  await showStep("Migrating Carrel's database", (report) =>
    runTypescript({ script: "scripts/prepare/migrate.ts", environment: composed, report }),
  );
  await showStep("Loading exercises and accounts", (report) =>
    runTypescript({ script: "prisma/seed.ts", environment: composed, report }),
  );
  if (build) await buildWeb(composed);
  return composed;
}

async function ownDatabaseUrl({ installation, withImage, databasePortFrom }) {
  const environment = { ...withImage, DATABASE_PORT_FROM: String(databasePortFrom) };
  const { databasePort } = installation.state();
  if (databasePort) environment.DATABASE_PORT = String(databasePort);
  const remembered = installation.readSecret("database-password");
  // Written down before the database learns it: cut off in between, the next start sets the same one again.
  const password = remembered ?? randomBytes(24).toString("base64url");
  if (!remembered) installation.writeSecret("database-password", password);
  environment.DATABASE_PASSWORD = password;
  const { port } = await showStep("Starting Carrel's own PostgreSQL", (report) =>
    runTypescript({ script: "scripts/prepare/own-database.ts", environment, report }),
  );
  installation.remember({ databasePort: Number(port) });
  return `postgresql://carrel:${password}@127.0.0.1:${port}/carrel`;
}

function rememberedSecret(installation) {
  const remembered = installation.readSecret("secret");
  if (remembered) return remembered;
  const secret = randomBytes(32).toString("base64url");
  installation.writeSecret("secret", secret);
  return secret;
}

/** Docker may keep its images on a disk of their own. */
async function checkDockerDisk(dockerHost) {
  const { status, body } = await dockerRequest(dockerHost, { path: "/info" });
  if (status !== 200)
    throw new Problem(`Docker answers, but not what it is (${status}): see its log, then start again.`);
  if (dockerHost.startsWith("unix://") && existsSync(body.DockerRootDir)) await checkDisk(body.DockerRootDir);
}
