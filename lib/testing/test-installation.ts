import "server-only";
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import Docker from "dockerode";
import pg from "pg";
import { loadConfig } from "@/lib/config/config";
import { instanceLabel, roleLabel } from "@/lib/containers/labels";
import { newId } from "@/lib/db/new-id";
import type { CheckRules } from "@/lib/schemas/check-rules";
import type { ExerciseKind } from "@/lib/schemas/exercise";
import type { HiddenDataset } from "@/lib/schemas/hidden-dataset";
import type { Viewer } from "@/lib/schemas/user";
import { composeServices } from "@/lib/services";

/** So many processes run test files at once, at the most. */
const mostWorkers = 3;

export type TestInstallation = Awaited<ReturnType<typeof openTestInstallation>>;

/**
 * A whole installation for one test file: the real services on real Docker, with a label, a port range and a database of
 * its own, so that no keeper of another installation sees what the tests do. `close` fails when something was left over.
 */
export async function openTestInstallation(environment: Record<string, string> = {}, docker = new Docker()) {
  const name = `it-${process.env.CARREL_INSTANCE ?? "alone"}-${randomBytes(4).toString("hex")}`;
  const databaseUrl = await createDatabase(name);
  const whole = {
    ...process.env,
    LOG_LEVEL: "fatal",
    // Where a test is not about the pool, nothing waits in it.
    POOL_FLOOR: "0",
    SESSION_PORT_RANGE: ownPortRange(),
    ...environment,
    DATABASE_URL: databaseUrl,
    CARREL_INSTANCE: name,
  };
  const services = composeServices(loadConfig(whole), "test");
  return {
    ...services,
    docker,
    /** What a process of this installation is started with. */
    environment: whole,
    /** Another process of the same installation, as after a crash, on a second machine, or with a proxy in its way. */
    composeAgain: (changes: Record<string, string> = {}) =>
      composeServices(loadConfig({ ...whole, ...changes }), "test-again"),
    createStudent: (label = "student") => createUser(services, "student", label),
    createTeacher: (label = "teacher") => createUser(services, "teacher", label),
    createExercise: (source: ExerciseSource = {}) => createExercise(services, source),
    close: async () => {
      await services.close();
      const leaks = await removeLeftOvers(docker, name);
      await dropDatabase(name);
      if (leaks.length > 0) throw new Error(`left over after the tests: ${leaks.join(", ")}`);
    },
  };
}

interface ExerciseSource {
  schemaSql?: string;
  seedSql?: string;
  hiddenDatasets?: HiddenDataset[];
  kind?: ExerciseKind;
  solutionSql?: string;
  check?: CheckRules;
  /** False leaves the template unbuilt. */
  build?: boolean;
}

async function createExercise(services: ReturnType<typeof composeServices>, source: ExerciseSource) {
  const { database, templates } = services;
  const slug = newId();
  const { id: databaseId } = await database.exerciseDatabase.create({
    data: {
      id: newId(),
      slug,
      title: "Test database",
      schemaSql: source.schemaSql ?? "CREATE TABLE member (id int PRIMARY KEY, name text NOT NULL);",
      seedSql: source.seedSql ?? "INSERT INTO member VALUES (1, 'Ada'), (2, 'Grace');",
      hiddenDatasets: source.hiddenDatasets ?? [],
    },
  });
  const exercise = await database.exercise.create({
    data: {
      id: newId(),
      slug,
      title: "Test exercise",
      databaseId,
      prompt: "Look at the members.",
      solutionSql: source.solutionSql ?? "SELECT * FROM member",
      check: source.check ?? {},
      kind: source.kind ?? "query",
      published: true,
    },
  });
  if (source.build !== false) await templates.ensureTemplate(databaseId);
  return { exerciseId: exercise.id, databaseId, slug };
}

async function createUser(
  { database }: ReturnType<typeof composeServices>,
  role: "student" | "teacher",
  label: string,
): Promise<Viewer> {
  const id = newId();
  const data = { id, email: `${label}-${id}@test.invalid`, name: label, role };
  const { email, name } = await database.user.create({ data });
  return { id, email, name, role };
}

async function removeLeftOvers(docker: Docker, instance: string): Promise<string[]> {
  const filters = { label: [`${instanceLabel}=${instance}`] };
  const leaks: string[] = [];
  for (const container of await docker.listContainers({ all: true, filters })) {
    // Those that answers are checked in wait for the next one, and go with their installation.
    if (container.Labels[roleLabel] !== "grader") leaks.push(`container ${container.Names[0]}`);
    await docker.getContainer(container.Id).remove({ force: true, v: true });
  }
  // Network and templates are kept while an installation lives; with it they go.
  for (const network of await docker.listNetworks({ filters })) await docker.getNetwork(network.Id).remove();
  await removeImages(docker, filters);
  const { Volumes: volumes } = await docker.listVolumes({ filters });
  return [...leaks, ...volumes.map((volume) => `volume ${volume.Name}`)];
}

/** An image on which another stands cannot go before that one. */
async function removeImages(docker: Docker, filters: { label: string[] }): Promise<void> {
  for (let left = await docker.listImages({ filters }); left.length > 0; ) {
    const removals = left.map((image) => docker.getImage(image.Id).remove({ force: true }));
    const outcomes = await Promise.allSettled(removals);
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (outcomes.every((outcome) => outcome.status === "rejected")) throw failed?.reason;
    left = await docker.listImages({ filters });
  }
}

async function createDatabase(name: string): Promise<string> {
  await onServer(serverUrl(), `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const folder = new URL("../../prisma/migrations/", import.meta.url);
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.filter((one) => one.isDirectory()).sort((a, b) => a.name.localeCompare(b.name))) {
    await onServer(url.href, await readFile(new URL(`${entry.name}/migration.sql`, folder), "utf8"));
  }
  return url.href;
}

/** Without FORCE: a connection that is still open is a leak, and the drop says so. */
async function dropDatabase(name: string): Promise<void> {
  await onServer(serverUrl(), `DROP DATABASE "${name}"`);
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Test files run in several processes, and each has a part of the ports: what listens on them is this file's. */
function ownPortRange(): string {
  const [first = 0, last = 0] = (process.env.SESSION_PORT_RANGE ?? "").split("-").map(Number);
  const size = Math.floor((last - first + 1) / mostWorkers);
  const start = first + (Number(process.env.VITEST_POOL_ID ?? 1) - 1) * size;
  return `${start}-${start + size - 1}`;
}

function serverUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: run these tests with npm test");
  return url;
}
