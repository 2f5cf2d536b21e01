// Starts the PostgreSQL that keeps Carrel's own data: a container of the exercise image with a named volume. Run by
// prepare-installation.mjs, which hands over CARREL_INSTANCE, EXERCISE_IMAGE, DATABASE_PORT_FROM and, where they are
// remembered, DATABASE_PORT and DATABASE_PASSWORD.
import { randomBytes } from "node:crypto";
import type Docker from "dockerode";
import pg from "pg";
import { z } from "zod";
import { askDocker } from "@/lib/containers/docker-error";
import { openDocker } from "@/lib/containers/open-docker";
import { runInContainer } from "@/lib/containers/run-in-container";
import { scramVerifier } from "@/lib/database-client/scram-verifier";
import { databaseName, ownDatabaseSpec } from "./own-database-spec";
import { type Report, runStep } from "./parent-process";
import { findFreePort, portIsFree } from "./port-is-free.mjs";
import { Problem } from "./problem.mjs";
import { readStepEnvironment } from "./step-environment";

const readyTimeoutMs = 60_000;
const readyIntervalMs = 50;

const environmentSchema = z.object({
  EXERCISE_IMAGE: z.string().min(1),
  DATABASE_PORT_FROM: z.coerce.number().int(),
  DATABASE_PORT: z.coerce.number().int().optional(),
  DATABASE_PASSWORD: z.string().min(16).optional(),
});

interface OwnDatabase {
  docker: Docker;
  instance: string;
  image: string;
  name: string;
  rememberedPort: number | null;
  firstPort: number;
  password: string;
  report: Report;
}

await runStep(async (report) => {
  const { DOCKER_HOST, CARREL_INSTANCE } = readStepEnvironment();
  const environment = environmentSchema.parse(process.env);
  const password = environment.DATABASE_PASSWORD ?? randomBytes(24).toString("base64url");
  const port = await startOwnDatabase({
    docker: openDocker({ host: DOCKER_HOST ?? null, timeoutMs: 60_000 }),
    instance: CARREL_INSTANCE,
    image: environment.EXERCISE_IMAGE,
    name: `carrel-${CARREL_INSTANCE}-database`,
    rememberedPort: environment.DATABASE_PORT ?? null,
    firstPort: environment.DATABASE_PORT_FROM,
    password,
    report,
  });
  return { port: String(port), password };
});

/** @returns the port on loopback where it answers */
async function startOwnDatabase(database: OwnDatabase): Promise<number> {
  const { docker, name } = database;
  const port = (await portOfUsableContainer(database)) ?? (await createContainer(database));
  database.report(`starting PostgreSQL on port ${port}`);
  // 304: it runs already.
  await askDocker(() => docker.getContainer(name).start(), [304]);
  await waitForSocket(database);
  if (!(await passwordIsRight(database, port))) await makeRoleAndDatabase(database);
  if (!(await passwordIsRight(database, port))) {
    throw new Problem(`Carrel's database does not answer on 127.0.0.1:${port}: see \`docker logs ${name}\`.`);
  }
  return port;
}

/** A container of an older image, or one whose port somebody else took meanwhile, is made again; the volume stays. */
async function portOfUsableContainer({ docker, name, image }: OwnDatabase): Promise<number | null> {
  const found = await askDocker(() => docker.getContainer(name).inspect(), [404]);
  if (!found) return null;
  const wanted = await askDocker(() => docker.getImage(image).inspect());
  const port = Number(found.HostConfig.PortBindings?.["5432/tcp"]?.[0]?.HostPort);
  const usable = found.Image === wanted?.Id && port > 0 && (found.State.Running || (await portIsFree(port)));
  if (usable) return port;
  await askDocker(() => docker.getContainer(name).stop({ t: 30 }), [304]);
  await askDocker(() => docker.getContainer(name).remove(), [404]);
  return null;
}

async function createContainer(database: OwnDatabase): Promise<number> {
  const { docker, instance, image, name } = database;
  const port = await choosePort(database);
  await askDocker(() => docker.createContainer(ownDatabaseSpec({ instance, image, name, port })));
  return port;
}

async function choosePort({ rememberedPort, firstPort }: OwnDatabase): Promise<number> {
  return rememberedPort && (await portIsFree(rememberedPort)) ? rememberedPort : findFreePort(firstPort);
}

/** Over the socket inside the container no password is needed, so this works before there is one. */
async function waitForSocket(database: OwnDatabase): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while ((await runSql(database, "SELECT 1")) !== 0) {
    if (Date.now() > deadline) {
      throw new Problem(`Carrel's database does not start: see \`docker logs ${database.name}\`.`);
    }
    await new Promise((resolve) => setTimeout(resolve, readyIntervalMs));
  }
}

async function passwordIsRight({ password }: OwnDatabase, port: number): Promise<boolean> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "carrel", password, database: databaseName });
  // A connection that breaks later would otherwise end this process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    // The password or the database is not there yet: the caller makes both and asks again.
    return false;
  } finally {
    await client.end();
  }
}

/** The password travels as a verifier, and over stdin, so that no process list or log shows it. */
async function makeRoleAndDatabase(database: OwnDatabase): Promise<void> {
  const verifier = await scramVerifier(database.password);
  const made = await runSql(
    database,
    `ALTER ROLE carrel PASSWORD '${verifier}';
     SELECT 'CREATE DATABASE ${databaseName}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${databaseName}') \\gexec`,
  );
  if (made !== 0) throw new Problem(`Carrel's database cannot be made: see \`docker logs ${database.name}\`.`);
}

/** @returns psql's exit code */
async function runSql({ docker, name }: OwnDatabase, sql: string): Promise<number> {
  const command = ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--username=carrel", "--dbname=postgres"];
  return (await runInContainer(docker, { container: name, command, stdin: sql })).exitCode;
}
