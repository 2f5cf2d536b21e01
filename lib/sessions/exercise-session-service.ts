import "server-only";
import type { CourseService } from "@/lib/courses/course-service";
import type { ContainerDatabaseClientService } from "@/lib/database-client/container-database-client-service";
import { exportableStatement } from "@/lib/database-client/exportable-statement";
import { StatementExport } from "@/lib/database-client/statement-export";
import type { CachedRows } from "@/lib/db/cached-rows";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";
import type { Explanation } from "@/lib/schemas/plan";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";
import type { ClassSession, Connection, Session, SessionEvent } from "@/lib/schemas/session";
import type { Viewer } from "@/lib/schemas/user";
import type { BackgroundWork } from "./background-work";
import type { ConsoleWatch } from "./console-watch";
import type { PlaceRepository } from "./place-repository";
import { newContainer, type SessionAdmission } from "./session-admission";
import { toConnection } from "./session-connection";
import type { SessionConsoles } from "./session-consoles";
import type { SessionContainers } from "./session-containers";
import { endedError, notExportable, startingError, statementFailed } from "./session-errors";
import type { SessionLeases } from "./session-leases";
import type { SessionPresence } from "./session-presence";
import type { SessionProvisioner } from "./session-provisioner";
import type { ExplainQuery, SessionQueries, SessionQuery } from "./session-queries";
import type { SessionReadiness } from "./session-readiness";
import type { EndReason, SessionRepository } from "./session-repository";
import { type SessionRow, toSession } from "./session-row";
import { isLive } from "./session-state";

export interface ExerciseSessionServiceOptions {
  repository: SessionRepository;
  /** For queries, of which many come one after another; everything else reads the row as it is. */
  recentRows: CachedRows<SessionRow>;
  places: PlaceRepository;
  leases: SessionLeases;
  admission: SessionAdmission;
  provisioner: SessionProvisioner;
  readiness: SessionReadiness;
  queries: SessionQueries;
  presence: SessionPresence;
  consoles: SessionConsoles;
  consoleWatch: ConsoleWatch;
  sessionContainers: SessionContainers;
  courses: CourseService;
  databaseClient: ContainerDatabaseClientService;
  exercises: ExerciseService;
  background: BackgroundWork;
  /** Where published ports are reached. */
  host: string;
}

/** Coordinates students' exercise sessions, and is the only one that changes a session's state. All of it is in the database. */
export class ExerciseSessionService {
  constructor(private readonly options: ExerciseSessionServiceOptions) {}

  /**
   * Starts a session, or gives the live one that the student has. With `wait` it is ready when this returns; without, it
   * may be starting, or queued where every place is taken.
   * @throws AppError for why it may not start or did not; nothing is left over then
   */
  async startSession(viewer: Viewer, options: { exerciseId: string; wait: boolean }) {
    const { admission, readiness, repository, background } = this.options;
    const { exerciseId, wait } = options;
    const { id, created, ready } = await admission.start({ studentId: viewer.id, exerciseId, mayQueue: !wait });
    if (wait) return { session: toSession((await ready) ?? (await readiness.settled(id))), created };
    background.run("start", id, () => ready);
    const row = await repository.findSession(id);
    if (!row) throw notYours();
    return { session: await this.positioned(row), created };
  }

  async getSession(viewer: Viewer, id: string): Promise<Session> {
    const row = await this.getVisible(viewer, id);
    // A program that asks how far its place in the queue is keeps it, as an open page does.
    if (row.state === "queued" && row.studentId === viewer.id) await this.options.places.keepPresent(id);
    return this.positioned(row);
  }

  /** One's own session, live or not, for what is done beside its container. @throws AppError not_found */
  async getOwnSession(viewer: Viewer, id: string): Promise<Session> {
    return toSession(await this.getOwn(viewer, id));
  }

  /** One's own live sessions. */
  async listLiveSessions(options: { studentId: string }): Promise<Session[]> {
    const rows = await this.options.repository.listLive(options);
    return Promise.all(rows.map((row) => this.positioned(row)));
  }

  /** The live sessions of the students whom this person teaches. */
  async listClassSessions(viewer: Viewer): Promise<ClassSession[]> {
    const studentIds = await this.options.courses.listStudentIds(viewer);
    const rows = await this.options.repository.listLiveWithNames({ studentIds });
    return Promise.all(
      rows.map(async ({ student, exercise, ...row }) => ({ session: await this.positioned(row), student, exercise })),
    );
  }

  /**
   * Runs SQL in one's own session; waits for one that is starting or asleep. Errors of the SQL are in the answer.
   * What has not begun when the caller goes away is not run.
   */
  async query(viewer: Viewer, id: string, request: SessionQuery): Promise<QueryResponse> {
    const row = await this.options.recentRows.find(id);
    if (row?.studentId !== viewer.id) throw notYours();
    return this.options.queries.run(
      row.state === "ready" ? row : await this.options.readiness.settled(id, request.caller),
      request,
    );
  }

  /**
   * Runs one SELECT, VALUES or TABLE in one's own session, and gives its whole result as it is read, with a name for it.
   * Whoever has the export reads it to its end or closes it.
   * @throws AppError statement_failed where it is no such statement, or with the error that came before the first row
   */
  async exportResult(
    viewer: Viewer,
    id: string,
    { sql, console, caller }: Omit<SessionQuery, "maxRows">,
  ): Promise<{ opened: StatementExport; name: string }> {
    const { recentRows, readiness, queries, exercises } = this.options;
    const row = await recentRows.find(id);
    if (row?.studentId !== viewer.id) throw notYours();
    const exportable = await exportableStatement(sql);
    if (exportable.kind === "refused") throw notExportable(exportable.message);
    const session = row.state === "ready" ? row : await readiness.settled(id);
    // First, so that nothing can go wrong once the export is open.
    const exercise = await exercises.findExercise(session.exerciseId);
    const { statement, parsed } = exportable;
    const opened = await queries.export(session, { statement, parsed, console, caller });
    if (!(opened instanceof StatementExport)) throw statementFailed(opened);
    return { opened, name: exercise?.slug ?? "result" };
  }

  /** How PostgreSQL runs a statement in one's own session; what it changes is taken back. Waits as `query` does. */
  async explain(viewer: Viewer, id: string, request: ExplainQuery): Promise<Explanation> {
    await this.getOwn(viewer, id);
    return this.options.queries.explain(await this.options.readiness.settled(id, request.caller), request);
  }

  /** How psql and others get into one's own session, which is awake when this returns. */
  async getConnection(viewer: Viewer, id: string): Promise<Connection> {
    await this.getOwn(viewer, id);
    const { readiness, repository, databaseClient, host } = this.options;
    const { port } = await readiness.settled(id);
    if (port === null) throw startingError();
    await repository.touch(id);
    const passwords = await repository.getPasswords(id);
    // Before anybody can get in, so that whoever does is watched.
    await repository.setConnectionShown(id);
    await databaseClient.admitAllClients({ address: { host, port }, passwords });
    return toConnection({ host, port, password: passwords.student });
  }

  /** What is in one's own session's database now; what an open transaction has not committed is not. Wakes it. */
  async readSchema(viewer: Viewer, id: string): Promise<DatabaseSchema> {
    await this.getOwn(viewer, id);
    return this.options.queries.readSchema(await this.options.readiness.settled(id));
  }

  /** What the consoles of one's own session do, and who of them waits for whom. Wakes nothing, and keeps nothing awake. */
  async readConsoles(viewer: Viewer, id: string): Promise<ConsoleActivity[]> {
    const row = await this.options.recentRows.find(id);
    if (row?.studentId !== viewer.id) throw notYours();
    return this.options.consoleWatch.look(row);
  }

  /** Stops the running statement of one console. @returns whether there was one */
  async cancel(viewer: Viewer, id: string, console: ConsoleName): Promise<boolean> {
    await this.getOwn(viewer, id);
    return (await (await this.options.consoles.find(id, console))?.cancel()) ?? false;
  }

  /** Fresh data: a new container takes the old one's place. Asked twice at once, it happens once. */
  async resetSession(viewer: Viewer, id: string): Promise<Session> {
    const { repository, readiness, recentRows, consoles, provisioner, sessionContainers, background } = this.options;
    const asked = await this.getOwn(viewer, id);
    if (!isLive(asked.state)) throw endedError();
    const row = asked.state === "hibernated" ? await readiness.settled(id) : asked;
    const { containerName, pooledName } = row;
    if (containerName && (await repository.setResetting({ id, from: containerName, ...newContainer(row) }))) {
      recentRows.forget(id);
      const [ready] = await Promise.all([provisioner.provision(id), consoles.closeAll(id)]);
      // The old container belongs to nobody now; the keeper would remove it as well.
      background.runAfterAnswer("remove what was reset", id, () =>
        sessionContainers.remove({ containerName, pooledName }),
      );
      if (ready) return toSession(ready);
    }
    return toSession(await readiness.settled(id));
  }

  /** Ends a session, one's own or that of a student whom one teaches. The container is gone when this returns. */
  async endSession(viewer: Viewer, id: string): Promise<void> {
    const row = await this.getVisible(viewer, id);
    const foreign = viewer.role === "admin" ? "admin" : "teacher";
    await this.end(row, row.studentId === viewer.id ? "student" : foreign);
  }

  /** Wakes a sleeping session without waiting for it. For administrators. */
  async wakeSession(viewer: Viewer, id: string): Promise<void> {
    const row = await this.getVisible(viewer, id);
    if (row.state === "hibernated") await this.options.admission.wake(id);
  }

  /** Ends a session whose time is over. For the keeper, which acts for nobody. */
  async endExpired(id: string): Promise<void> {
    const row = await this.options.repository.findSession(id);
    if (row) await this.end(row, "retention");
  }

  /** The session's state now and after every change, for its event stream. */
  async watchSession(viewer: Viewer, id: string, signal: AbortSignal): Promise<AsyncGenerator<SessionEvent>> {
    const row = await this.getVisible(viewer, id);
    return this.options.presence.events(row, { isOwner: row.studentId === viewer.id, signal });
  }

  private async end(row: SessionRow, reason: EndReason): Promise<void> {
    const { repository, recentRows, consoles, leases, sessionContainers, admission, background } = this.options;
    await repository.setEnded({ id: row.id, reason });
    recentRows.forget(row.id);
    await consoles.endAll(row.id);
    await leases.untilReleased(row.id);
    // A container may still be about to get its name, and one that a reset replaced about to go.
    await background.settled(row.id);
    // A reset may have given the session another container since the row was read.
    const ended = await repository.findSession(row.id);
    await sessionContainers.remove(row);
    if (ended && ended.containerName !== row.containerName) await sessionContainers.remove(ended);
    background.run("pass the place on", row.id, () => admission.promote());
  }

  private async positioned(row: SessionRow): Promise<Session> {
    const queued = row.state === "queued";
    const queuePosition = queued ? ((await this.options.places.listPositions()).get(row.id) ?? null) : null;
    return toSession(row, { queuePosition });
  }

  private async getOwn(viewer: Viewer, id: string): Promise<SessionRow> {
    const row = await this.options.repository.findSession(id);
    if (row?.studentId !== viewer.id) throw notYours();
    return row;
  }

  private async getVisible(viewer: Viewer, id: string): Promise<SessionRow> {
    const row = await this.options.repository.findSession(id);
    if (!row) throw notYours();
    if (row.studentId !== viewer.id && !(await this.options.courses.mayTeach(viewer, row.studentId))) throw notYours();
    return row;
  }
}

/** The same words for "not there" and "not yours", so that nobody learns which. */
function notYours(): AppError {
  return new AppError("not_found", { publicMessage: "There is no such session." });
}
