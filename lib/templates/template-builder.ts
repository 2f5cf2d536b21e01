import "server-only";
import { randomUUID } from "node:crypto";
import type Docker from "dockerode";
import pg from "pg";
import type { ContainerAddress, DockerContainerService } from "@/lib/containers/docker-container-service";
import { runInContainer } from "@/lib/containers/run-in-container";
import type { TemplateImages } from "@/lib/containers/template-images";
import { adminRole, connectClient, endClient, exerciseDatabase } from "@/lib/database-client/connect-client";
import { adminCredentials } from "@/lib/database-client/container-access";
import { measureDisk } from "@/lib/database-client/disk-gauge";
import { scramVerifier } from "@/lib/database-client/scram-verifier";
import { AppError } from "@/lib/errors/app-error";
import { handOver, loaderRole } from "./hand-over";
import { type LoadError, loadSql } from "./load-sql";
import { psqlCommand } from "./psql-command";
import { templatePassword } from "./template-key";

interface TemplateBuilderOptions {
  /** Its calls may take as long as a load takes, unlike those of the container service. */
  docker: Docker;
  containers: DockerContainerService;
  images: TemplateImages;
  exerciseImage: string;
  secret: string;
  /** What a session may hold on disk; its data must leave room in it. */
  diskBytes: number;
}

export interface TemplateSource {
  key: string;
  schemaSql: string;
  seedSql: string;
}

interface TemplateBuild {
  error: LoadError | null;
  /** What its databases hold on disk; null where it was not loaded. */
  dataBytes: number | null;
}

const startTimeoutMs = 30_000;
/** A loader needs more room than a student does: it builds indexes over everything at once. */
const builderLimits = {
  memoryBytes: 1024 * 1024 * 1024,
  shmBytes: 256 * 1024 * 1024,
  fileSizeBytes: 4 * 1024 * 1024 * 1024,
};

/** Of a session's quota, so much may be taken by what it starts with: changing every row needs room for a second copy of some. */
const largestShare = 0.75;

/** Makes a template: starts the exercise image, loads, hands over, stops cleanly, commits; the container goes in any case. */
export class TemplateBuilder {
  constructor(private readonly options: TemplateBuilderOptions) {}

  /** The template is there where it gives no error; otherwise what PostgreSQL said of SQL that could not be loaded. */
  async build(source: TemplateSource): Promise<TemplateBuild> {
    const { containers, images, exerciseImage } = this.options;
    const name = `carrel-builder-${source.key}-${randomUUID()}`;
    try {
      const request = { name, image: exerciseImage, role: "builder" as const, limits: builderLimits };
      const address = await containers.startContainer(request, () => this.prepare(name, source.key));
      const built = await this.load(name, address, source);
      if (built.error) return built;
      await containers.stopContainer(name);
      await images.commit({ container: name, key: source.key });
      return built;
    } finally {
      await containers.removeContainer(name);
    }
  }

  /** Waits for the server, then gives the administrator the template's password and makes the loader. */
  private async prepare(name: string, key: string): Promise<void> {
    const verifier = await scramVerifier(templatePassword({ secret: this.options.secret, key }));
    const sql = `ALTER ROLE ${adminRole} PASSWORD '${verifier}'; CREATE ROLE ${loaderRole} SUPERUSER NOLOGIN;`;
    const deadline = performance.now() + startTimeoutMs;
    for (;;) {
      const { exitCode, stderr } = await this.psql(name, sql, []);
      if (exitCode === 0) return;
      // 2: psql found no server to talk to, which is how the first moments look.
      if (exitCode !== 2 || performance.now() > deadline) throw cannotBuild(stderr);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async load(name: string, address: ContainerAddress, source: TemplateSource): Promise<TemplateBuild> {
    const asLoader = [`PGOPTIONS=-c role=${loaderRole}`];
    const runPsql = ({ stdin }: { stdin?: string }) => this.psql(name, stdin ?? "", asLoader);
    const files = [
      { file: "schema.sql", sql: source.schemaSql },
      { file: "seed.sql", sql: source.seedSql },
    ];
    const client = await this.connect(address, source.key);
    try {
      for (const { file, sql } of files) {
        await client.query(`SET ROLE ${loaderRole}`);
        const error = await loadSql({ file, sql, client, runPsql });
        if (error) return { error, dataBytes: null };
        // A dump empties search_path and turns checks off for its own session; the next file starts afresh.
        await client.query("RESET ALL");
      }
      await client.query("SET ROLE NONE");
      const error = await handedOver(client);
      if (error) return { error, dataBytes: null };
      const { dataBytes } = await measureDisk(client);
      return { error: tooLarge(dataBytes, this.options.diskBytes), dataBytes };
    } finally {
      await endClient(client);
    }
  }

  private connect(address: ContainerAddress, key: string): Promise<pg.Client> {
    const password = templatePassword({ secret: this.options.secret, key });
    return connectClient({ credentials: adminCredentials(address, password), applicationName: "carrel-builder" });
  }

  private psql(container: string, stdin: string, environment: string[]) {
    return runInContainer(this.options.docker, {
      container,
      command: psqlCommand(exerciseDatabase),
      stdin,
      environment,
    });
  }
}

/** What cannot be given to the student (an event trigger, say) is the teacher's to change, like SQL that does not load. */
async function handedOver(client: pg.Client): Promise<LoadError | null> {
  try {
    await handOver(client);
    return null;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { message, code, detail, hint } = error;
    return {
      file: "schema.sql",
      line: null,
      message: `The student cannot own all of it: ${message}`,
      sqlState: code,
      detail,
      hint,
    };
  }
}

/** Students start with this data, and a quota that was used up already would let them write nothing. */
function tooLarge(dataBytes: number, diskBytes: number): LoadError | null {
  const allowedBytes = diskBytes * largestShare;
  if (dataBytes <= allowedBytes) return null;
  return {
    file: "seed.sql",
    line: null,
    message: `The data takes ${inMegabytes(dataBytes)}, and at most ${inMegabytes(allowedBytes)} of a session's ${inMegabytes(diskBytes)} may be taken when it starts.`,
    sqlState: "53100",
    hint: "Load less data, or have the operator raise SESSION_DISK_MB.",
  };
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024))} MB`;
}

function cannotBuild(stderr: string): AppError {
  return new AppError("template_unavailable", {
    publicMessage: "This exercise's data could not be prepared. It is tried again by itself.",
    cause: new Error(stderr.trim() || "PostgreSQL did not start in the builder container"),
  });
}
