import "server-only";
import { randomUUID } from "node:crypto";
import { sessionContainerName } from "@/lib/containers/container-spec";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { CourseService } from "@/lib/courses/course-service";
import { newPassword } from "@/lib/database-client/scram-verifier";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService } from "@/lib/exercises/exercise-service";
import type { ConsoleName, QueryResponse } from "@/lib/schemas/query";
import type { ClassSession, Session, SessionEvent } from "@/lib/schemas/session";
import type { Viewer } from "@/lib/schemas/user";
import type { TemplateService } from "@/lib/templates/template-service";
import type { SessionConsoles } from "./session-consoles";
import { endedError, failedError, startingError } from "./session-errors";
import type { SessionProvisioner } from "./session-provisioner";
import { type QuerySettings, SessionQueries } from "./session-queries";
import type { SessionRepository } from "./session-repository";
import { type SessionRow, toSession, toSessionEvent } from "./session-row";
import { isLive } from "./session-state";
import type { SessionWatch } from "./session-watch";

export interface ExerciseSessionServiceOptions {
  repository: SessionRepository;
  provisioner: SessionProvisioner;
  watch: SessionWatch;
  consoles: SessionConsoles;
  containers: DockerContainerService;
  templates: TemplateService;
  exercises: ExerciseService;
  courses: CourseService;
  retentionMs: number;
  /** How long a caller waits for a session to get ready. */
  startTimeoutMs: number;
  query: QuerySettings;
}

/** Coordinates students' exercise sessions, and is the only one that changes a session's state. All of it is in the database. */
export class ExerciseSessionService {
  private readonly queries: SessionQueries;

  constructor(private readonly options: ExerciseSessionServiceOptions) {
    this.queries = new SessionQueries({ ...options, settled: (id) => this.settled(id) });
  }

  /**
   * Starts a session, or gives the live one that the student has. With `wait` it is ready when this returns.
   * @throws AppError not_found, template_unavailable, or why the start failed; nothing is left over then
   */
  async startSession(viewer: Viewer, options: { exerciseId: string; wait: boolean }) {
    const exercise = await this.options.exercises.findExercise(options.exerciseId);
    if (!exercise) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
    const key = { studentId: viewer.id, exerciseId: exercise.id };
    const { id, created } = await this.findOrInsert(key, exercise.databaseId);
    const provisioned = created ? this.options.provisioner.provision(id) : Promise.resolve();
    if (options.wait) await provisioned;
    const row = options.wait ? await this.settled(id) : await this.options.repository.findSession(id);
    if (!row) throw new AppError("not_found", { publicMessage: "There is no such session." });
    return { session: toSession(row), created };
  }

  async getSession(viewer: Viewer, id: string): Promise<Session> {
    return toSession(await this.getVisible(viewer, id));
  }

  /** One's own live sessions. */
  async listLiveSessions(options: { studentId: string }): Promise<Session[]> {
    return (await this.options.repository.listLive(options)).map(toSession);
  }

  /** The live sessions of the students whom this person teaches. */
  async listClassSessions(viewer: Viewer): Promise<ClassSession[]> {
    const studentIds = await this.options.courses.listStudentIds(viewer);
    const rows = await this.options.repository.listLiveWithNames({ studentIds });
    return rows.map(({ student, exercise, ...row }) => ({ session: toSession(row), student, exercise }));
  }

  /** Runs SQL in one's own session; waits for one that is starting. Errors of the SQL are in the answer. */
  async query(
    viewer: Viewer,
    id: string,
    request: { sql: string; console: ConsoleName; maxRows?: number },
  ): Promise<QueryResponse> {
    const row = await this.getOwn(viewer, id);
    // The usual case needs no second look at the row that was just read.
    return this.queries.run(row.state === "ready" ? row : await this.settled(id), request);
  }

  /** Stops the running statement of one console. @returns whether there was one */
  async cancel(viewer: Viewer, id: string, console: ConsoleName): Promise<boolean> {
    await this.getOwn(viewer, id);
    return (await (await this.options.consoles.find(id, console))?.cancel()) ?? false;
  }

  /** Fresh data: a new container takes the old one's place. Asked twice at once, it happens once. */
  async resetSession(viewer: Viewer, id: string): Promise<Session> {
    const row = await this.getOwn(viewer, id);
    if (!isLive(row.state)) throw endedError();
    const { repository, consoles, containers, provisioner } = this.options;
    const old = row.containerName;
    if (old && (await repository.setResetting({ id, from: old, ...this.newContainer(row) }))) {
      await Promise.all([provisioner.provision(id), consoles.closeAll(id).then(() => containers.removeContainer(old))]);
    }
    return toSession(await this.settled(id));
  }

  /** Ends a session, one's own or that of a student whom one teaches. The container is gone when this returns. */
  async endSession(viewer: Viewer, id: string): Promise<void> {
    await this.end(await this.getVisible(viewer, id));
  }

  /** Ends a session whose time is over. For the keeper, which acts for nobody. */
  async endExpired(id: string): Promise<void> {
    const row = await this.options.repository.findSession(id);
    if (row) await this.end(row);
  }

  /** Brings a session up again whose container stands still or is gone. For the keeper. */
  async recoverSession(id: string, containerName: string): Promise<void> {
    const state = await this.options.containers.findContainer(containerName);
    if (state?.running) return;
    if (await this.options.repository.setRecovering({ id, containerName }))
      await this.options.provisioner.provision(id);
  }

  /** The session's state now and after every change, for its event stream. */
  async watchSession(viewer: Viewer, id: string, signal: AbortSignal): Promise<AsyncGenerator<SessionEvent>> {
    await this.getVisible(viewer, id);
    return this.events(id, signal);
  }

  private async *events(id: string, signal: AbortSignal): AsyncGenerator<SessionEvent> {
    for await (const row of this.options.watch.follow(id, signal)) yield toSessionEvent(row, new Date());
  }

  private async findOrInsert(key: { studentId: string; exerciseId: string }, databaseId: string) {
    const { repository, templates, retentionMs } = this.options;
    for (;;) {
      const live = await repository.findLive(key);
      if (live) return { id: live.id, created: false };
      // Asked before anything is written, so that an exercise without its data leaves no row behind.
      await templates.getTemplate(databaseId);
      const id = await repository.insertStarting({ ...key, ...this.newContainer(key), retentionMs });
      if (id) return { id, created: true };
    }
  }

  private newContainer(key: { studentId: string; exerciseId: string }) {
    const { studentId, exerciseId } = key;
    return {
      containerName: sessionContainerName({ studentId, exerciseId, uuid: randomUUID() }),
      studentPassword: newPassword(),
      adminPassword: newPassword(),
    };
  }

  private async end(row: SessionRow): Promise<void> {
    const { repository, consoles, containers } = this.options;
    await repository.setEnded(row.id);
    await consoles.closeAll(row.id);
    await this.untilReleased(row.id);
    // A reset may have given the session another container since the row was read.
    const ended = await repository.findSession(row.id);
    const names = new Set([row.containerName, ended?.containerName, ended?.pooledName].filter((name) => name != null));
    await Promise.all([...names].map((name) => containers.removeContainer(name)));
  }

  /** Somebody may be making the container at this moment; it notices the end at its next step and lets go. */
  private async untilReleased(id: string): Promise<void> {
    while (await this.options.repository.isClaimed(id)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  private async settled(id: string): Promise<SessionRow> {
    const row = await this.options.watch.untilSettled(id, this.options.startTimeoutMs);
    if (!row || row.state === "ended") throw endedError();
    if (row.state === "failed") throw failedError(row);
    if (row.state !== "ready") throw startingError();
    return row;
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
