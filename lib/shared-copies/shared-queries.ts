import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Console } from "@/lib/database-client/console";
import type { SharedReaderService } from "@/lib/database-client/shared-reader-service";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { Log } from "@/lib/log/log";
import type { QueryResponse } from "@/lib/schemas/query";
import type { Viewer } from "@/lib/schemas/user";
import type { TemplateService } from "@/lib/templates/template-service";
import { FairTurns } from "./fair-turns";
import type { SharedCopies, SharedTemplate } from "./shared-copies";
import type { SharedCopy } from "./shared-copy-repository";

interface SharedQueriesOptions {
  exercises: ExerciseService;
  templates: TemplateService;
  copies: SharedCopies;
  readers: SharedReaderService;
  /** Where published ports are reached. */
  host: string;
  connections: number;
  query: { timeoutMs: number; maxRows: number; maxResultBytes: number; diskBytes: number };
  log: Log;
}

/** Of one person's runs on one copy, so many may wait. */
const waitingEach = 5;

/** A person at a page does not wait longer than for a few of others' longest runs. */
const patienceFactor = 3;

/** PostgreSQL is back so soon after one of its processes died. */
const crashRecoveryMs = 300;

/** SQLSTATE class 53: the server is there, and has nothing left to give. */
const insufficientResources = /^53/;

/** Runs SQL against the shared read-only copies, for everybody who is signed in. */
export class SharedQueries {
  private readonly turns = new Map<string, FairTurns>();

  constructor(private readonly options: SharedQueriesOptions) {}

  /**
   * Runs SQL on the one copy of an exercise database, in one transaction that leaves nothing behind. Errors of the SQL are in
   * the answer.
   * @param database its id or slug
   * @throws AppError not_found, template_unavailable while it is being built, or for why there is no copy
   */
  async run(viewer: Viewer, database: string, request: { sql: string; maxRows?: number }): Promise<QueryResponse> {
    const { exercises, templates } = this.options;
    const found = await exercises.findDatabaseToRead(viewer, database);
    if (!found) throw new AppError("not_found", { publicMessage: "There is no such database." });
    const template = templates.requireTemplate(found);
    return this.turnsOf(template.key).run(viewer.id, () => this.runInTurn(template, request));
  }

  private async runInTurn(template: SharedTemplate, request: { sql: string; maxRows?: number }) {
    const { timeoutMs, maxRows, maxResultBytes, diskBytes } = this.options.query;
    const console = await this.connect(template);
    try {
      const limits = { timeoutMs, maxRows: request.maxRows ?? maxRows, maxBytes: maxResultBytes, diskBytes };
      const { results, durationMs } = await console.run(request.sql, limits);
      return { results, durationMs, transaction: "idle" as const };
    } finally {
      // The turn is over when the connection is: the next person's never comes on top.
      await console.close();
    }
  }

  /** A copy that cannot be reached is looked at once more, then made anew. */
  private async connect(template: SharedTemplate): Promise<Console> {
    const { copies, log } = this.options;
    const copy = await copies.get(template);
    try {
      return await this.open(copy).catch((error: unknown) => this.openAgain(copy, error));
    } catch (error) {
      if (isBusy(error)) throw busy(error);
      log.warn({ err: error, container: copy.name }, "a shared copy cannot be reached; making another");
      await copies.discard(copy.name);
    }
    const another = await copies.get(template);
    return this.open(another).catch((error: unknown) => {
      throw unreachable(error);
    });
  }

  private async openAgain(copy: SharedCopy, error: unknown): Promise<Console> {
    if (isBusy(error)) throw error;
    await delay(crashRecoveryMs);
    return this.open(copy);
  }

  private open({ port, passwords }: SharedCopy): Promise<Console> {
    return this.options.readers.connect({ address: { host: this.options.host, port }, passwords });
  }

  private turnsOf(templateKey: string): FairTurns {
    const known = this.turns.get(templateKey);
    if (known) return known;
    const { connections: atOnce, query } = this.options;
    const turns = new FairTurns({ atOnce, waitingEach, patienceMs: query.timeoutMs * patienceFactor });
    this.turns.set(templateKey, turns);
    return turns;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof pg.DatabaseError && insufficientResources.test(error.code ?? "");
}

function busy(cause: unknown): AppError {
  return new AppError("capacity_full", {
    publicMessage: "Many people are reading this database at the moment. Try again in a moment.",
    cause,
  });
}

function unreachable(cause: unknown): AppError {
  return new AppError("docker_unavailable", {
    publicMessage: "This database cannot be reached right now. Try again in a moment.",
    cause,
  });
}
