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

interface SharedRequest {
  sql: string;
  maxRows?: number;
}

/** A connection to a copy, for one run. */
interface OpenCopy {
  name: string;
  console: Console;
}

/** Names of copies that are gone; runs that were in them end within seconds. */
const mostRemembered = 100;

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
  /** Copies that were taken away because of one person's statement, while others' may have run in them. */
  private readonly replaced = new Set<string>();

  constructor(private readonly options: SharedQueriesOptions) {}

  /**
   * Runs SQL on the one copy of an exercise database, in one transaction that leaves nothing behind. Errors of the SQL are in
   * the answer.
   * @param database its id or slug
   * @throws AppError not_found, template_unavailable while it is being built, or for why there is no copy
   */
  async run(viewer: Viewer, database: string, request: SharedRequest): Promise<QueryResponse> {
    const { exercises, templates } = this.options;
    const found = await exercises.findDatabaseToRead(viewer, database);
    if (!found) throw new AppError("not_found", { publicMessage: "There is no such database." });
    const template = templates.requireTemplate(found);
    return this.turnsOf(template.key).run(viewer.id, () => this.runInTurn(template, request));
  }

  /** What was cut off by another person's doing runs again, once: nothing of it can have stayed. */
  private async runInTurn(template: SharedTemplate, request: SharedRequest): Promise<QueryResponse> {
    const first = await this.runOnce(template, request);
    return first.isCutOff ? (await this.runOnce(template, request)).response : first.response;
  }

  private async runOnce(template: SharedTemplate, { sql, maxRows }: SharedRequest) {
    const { query } = this.options;
    const { console, name } = await this.connect(template);
    try {
      const limits = { ...query, maxRows: maxRows ?? query.maxRows, maxBytes: query.maxResultBytes };
      const { results, durationMs } = await console.run(sql, limits);
      const hasAbandoned = console.takeAbandoned();
      if (hasAbandoned) await this.replace(name);
      const last = results.at(-1);
      const isLost = last?.kind === "error" && last.reason === "connection";
      const isCutOff = isLost && !hasAbandoned && this.replaced.has(name);
      return { response: { results, durationMs, transaction: "idle" as const }, isCutOff };
    } finally {
      // The turn is over when the connection is: the next person's never comes on top.
      await console.close();
    }
  }

  /** What neither a cancel nor a terminate ends, the end of its container does. The next one who asks starts another. */
  private async replace(name: string): Promise<void> {
    const { copies, log } = this.options;
    log.warn({ container: name }, "a statement could not be stopped; its shared copy is replaced");
    if (this.replaced.size >= mostRemembered) this.replaced.clear();
    this.replaced.add(name);
    try {
      await copies.discard(name);
    } catch (err) {
      // The answer is none the worse: the keeper takes away what nobody knows any more.
      log.warn({ err, container: name }, "a shared copy could not be taken away yet");
    }
  }

  /** A copy that cannot be reached is looked at once more, then made anew. */
  private async connect(template: SharedTemplate): Promise<OpenCopy> {
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

  private async openAgain(copy: SharedCopy, error: unknown): Promise<OpenCopy> {
    if (isBusy(error)) throw error;
    await delay(crashRecoveryMs);
    return this.open(copy);
  }

  private async open({ name, port, passwords }: SharedCopy): Promise<OpenCopy> {
    const address = { host: this.options.host, port };
    return { name, console: await this.options.readers.connect({ address, passwords }) };
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
