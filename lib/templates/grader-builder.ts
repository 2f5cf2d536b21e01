import "server-only";
import { randomUUID } from "node:crypto";
import type Docker from "dockerode";
import pg from "pg";
import type { ContainerAddress, DockerContainerService } from "@/lib/containers/docker-container-service";
import { runInContainer } from "@/lib/containers/run-in-container";
import type { TemplateImages } from "@/lib/containers/template-images";
import { connectClient, endClient, exerciseDatabase } from "@/lib/database-client/connect-client";
import { adminCredentials } from "@/lib/database-client/container-access";
import type { HiddenDataset } from "@/lib/schemas/hidden-dataset";
import { emptyTables, refreshViews } from "./empty-tables";
import { handOver, loaderRole } from "./hand-over";
import { type LoadError, loadSql } from "./load-sql";
import { psqlCommand } from "./psql-command";
import { shuffleRows } from "./shuffle-rows";
import { hiddenDatabase, templatePassword } from "./template-key";

interface GraderBuilderOptions {
  docker: Docker;
  containers: DockerContainerService;
  images: TemplateImages;
  secret: string;
}

interface GraderSource {
  /** Of the image that is made. */
  key: string;
  templateKey: string;
  hiddenDatasets: HiddenDataset[];
}

const startTimeoutMs = 30_000;
const builderLimits = { memoryBytes: 1024 * 1024 * 1024, fileSizeBytes: 4 * 1024 * 1024 * 1024 };

/**
 * Makes the image that answers are checked in: the template, with a further database for each hidden set of rows. It is an
 * image of its own, so that hidden data never gets into a student's container, not even as deleted files.
 */
export class GraderBuilder {
  constructor(private readonly options: GraderBuilderOptions) {}

  /** @returns null when the image is there, or what PostgreSQL said of a set that could not be loaded */
  async build(source: GraderSource): Promise<LoadError | null> {
    const { containers, images } = this.options;
    const name = `carrel-builder-${source.key}-${randomUUID()}`;
    const image = images.imageName(source.templateKey);
    try {
      const request = { name, image, role: "builder" as const, limits: builderLimits };
      const address = await containers.startContainer(request, (reached) => this.untilReady(reached, source));
      for (const [index, set] of source.hiddenDatasets.entries()) {
        const error = await this.load({ name, address, source, set, database: hiddenDatabase(index + 1) });
        if (error) return error;
      }
      await containers.stopContainer(name);
      await images.commit({ container: name, key: source.key });
      return null;
    } finally {
      await containers.removeContainer(name);
    }
  }

  private async untilReady(address: ContainerAddress, source: GraderSource): Promise<void> {
    const deadline = performance.now() + startTimeoutMs;
    for (;;) {
      try {
        await endClient(await this.connect(address, source, "postgres"));
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  private async load(options: {
    name: string;
    address: ContainerAddress;
    source: GraderSource;
    set: HiddenDataset;
    database: string;
  }): Promise<LoadError | null> {
    const { name, address, source, set, database } = options;
    const postgres = await this.connect(address, source, "postgres");
    try {
      await postgres.query(`CREATE ROLE ${loaderRole} SUPERUSER NOLOGIN`);
      await postgres.query(`CREATE DATABASE ${database} TEMPLATE ${exerciseDatabase} STRATEGY FILE_COPY`);
    } finally {
      await endClient(postgres);
    }
    const client = await this.connect(address, source, database);
    const file = `hidden/${set.name}.sql`;
    try {
      await emptyTables(client);
      await client.query(`SET ROLE ${loaderRole}`);
      const error = await loadSql({
        ...{ file, sql: set.seedSql, client },
        runPsql: ({ stdin }) => this.psql(name, database, stdin),
      });
      if (error) return error;
      await client.query("RESET ALL");
      await client.query("SET ROLE NONE");
      // An answer whose order comes from how the rows happen to lie is right by luck.
      await shuffleRows(client);
      await refreshViews(client);
      await handOver(client);
      return null;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      const { message, code, detail, hint } = error;
      return { file, line: null, message, sqlState: code, detail, hint };
    } finally {
      await endClient(client);
    }
  }

  private connect(address: ContainerAddress, { templateKey }: GraderSource, database: string): Promise<pg.Client> {
    const password = templatePassword({ secret: this.options.secret, key: templateKey });
    const credentials = { ...adminCredentials(address, password), database };
    return connectClient({ credentials, applicationName: "carrel-builder" });
  }

  private psql(container: string, database: string, stdin: string | undefined) {
    const environment = [`PGOPTIONS=-c role=${loaderRole}`];
    return runInContainer(this.options.docker, { container, command: psqlCommand(database), stdin, environment });
  }
}
