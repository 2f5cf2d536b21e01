import "server-only";
import { randomUUID } from "node:crypto";
import { sessionContainerName } from "@/lib/containers/container-spec";
import { newPassword } from "@/lib/database-client/scram-verifier";
import { AppError } from "@/lib/errors/app-error";
import type { ExerciseService, StartSource } from "@/lib/exercises/exercise-service";
import type { TemplateService } from "@/lib/templates/template-service";
import type { BackgroundWork } from "./background-work";
import type { Applicant, LetIn, PlaceRepository } from "./place-repository";
import type { PoolDoorbell } from "./pool-doorbell";
import { claimedContainer } from "./pool-repository";
import type { SessionHibernator } from "./session-hibernator";
import type { SessionProvisioner } from "./session-provisioner";
import type { SessionRepository } from "./session-repository";
import type { SessionRow } from "./session-row";

interface SessionAdmissionOptions {
  repository: SessionRepository;
  places: PlaceRepository;
  doorbell: PoolDoorbell;
  provisioner: SessionProvisioner;
  hibernator: SessionHibernator;
  exercises: ExerciseService;
  templates: TemplateService;
  background: BackgroundWork;
}

/** A start that was let in, is in the queue, or is there already. `ready` settles when nothing more is done about it here. */
export interface Admitted {
  id: string;
  created: boolean;
  ready: Promise<SessionRow | null>;
}

/** A program that finds every place taken may ask again after so long. */
const fullRetrySeconds = 15;

/** Lets starts and wakes in, one place for each, and passes places on that become free. */
export class SessionAdmission {
  private startsUnderWay = 0;

  constructor(private readonly options: SessionAdmissionOptions) {}

  /**
   * Finds the student's live session for an exercise, or begins one.
   * @throws AppError not_found, template_unavailable, too_many_sessions, starts_refused or capacity_full; no row is left then
   */
  async start(options: { studentId: string; exerciseId: string; mayQueue: boolean }): Promise<Admitted> {
    const startedAt = performance.now();
    // Of those who start in this moment, each asks for a container of its own.
    const waitingAtMost = ++this.startsUnderWay;
    try {
      const source = await this.options.exercises.findForStart(options.exerciseId, { waitingAtMost });
      if (!source) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
      return await this.startFrom(source, { ...options, startedAt });
    } finally {
      this.startsUnderWay--;
    }
  }

  private async startFrom(
    source: StartSource,
    options: { studentId: string; mayQueue: boolean; startedAt: number },
  ): Promise<Admitted> {
    const { doorbell, provisioner, background } = this.options;
    const { studentId, mayQueue, startedAt } = options;
    const key = { studentId, exerciseId: source.id };
    const template = await this.findTemplate(source, key);
    if ("live" in template) return this.existing(template.live);
    const { holder } = provisioner;
    const applicant = { ...newContainer(key), ...key, mayQueue, templateKey: template.key, holder };
    const mayCreateRoles = source.kind === "permissions";
    // What waits does not let its student make roles, so it is not ready for such an exercise.
    const { outcome, session } = await doorbell.withAnswering(mayCreateRoles ? [] : source.waiting, (name) =>
      this.admit({ ...applicant, answeringContainer: name }),
    );
    const { id } = session;
    switch (outcome) {
      case "existing":
        return this.existing(session);
      case "queued":
        background.run("make room", id, () => this.makeRoom());
        return { id, created: true, ready: Promise.resolve(null) };
      case "ready":
        provisioner.settleReady(session, { from: "pool", startedAt });
        return { id, created: true, ready: Promise.resolve(session) };
      case "starting": {
        const task = { id, containerName: applicant.containerName, pooled: claimedContainer(session), template };
        return { id, created: true, ready: provisioner.provisionAdmitted({ ...task, mayCreateRoles }) };
      }
    }
  }

  /** Wakes a sleeping session, or lets it queue for a place. Does nothing to one that does not sleep. */
  async wake(id: string): Promise<void> {
    const { places, provisioner, background, repository } = this.options;
    const state = await places.wake(id);
    if (state === "starting") background.run("wake", id, () => provisioner.provision(id));
    else if (state === "queued") background.run("make room", id, () => this.makeRoom());
    else if ((await repository.findSession(id))?.state === "hibernated") throw await this.refused();
  }

  /** Starts those who wait longest for a place that is free now. */
  async promote(): Promise<void> {
    const { places, provisioner, background } = this.options;
    for (const id of await places.promote()) background.run("start", id, () => provisioner.provision(id));
  }

  /** Makes room for whoever waits longest in the queue, if somebody waits. */
  async relieveQueue(): Promise<void> {
    if (await this.options.places.isQueueMoving()) await this.makeRoom();
  }

  private async makeRoom(): Promise<boolean> {
    const yielded = await this.options.hibernator.yieldPlace();
    await this.promote();
    return yielded;
  }

  private async admit(applicant: Applicant): Promise<LetIn> {
    for (;;) {
      const admission = await this.options.places.admit(applicant);
      if (admission.outcome === "too_many") throw tooManySessions();
      if (admission.outcome === "refused") throw await this.refused();
      if (admission.outcome !== "full") return admission;
      if (!(await this.makeRoom())) throw capacityFull();
    }
  }

  private existing(row: SessionRow): Admitted {
    const awake = Promise.resolve(row.state === "ready" ? row : null);
    return {
      id: row.id,
      created: false,
      ready: row.state === "hibernated" ? this.wake(row.id).then(() => null) : awake,
    };
  }

  /** A student who has a live session gets it, although nothing new could start from its template. */
  private async findTemplate(source: StartSource, key: { studentId: string; exerciseId: string }) {
    try {
      return this.options.templates.requireTemplate(source);
    } catch (error) {
      const live = await this.options.repository.findLive(key);
      if (live) return { live };
      throw error;
    }
  }

  private async refused(): Promise<AppError> {
    return new AppError("starts_refused", {
      publicMessage: await this.options.places.findRefusal(),
      retryAfterSeconds: 60,
    });
  }
}

/** What a session's next container is called, and how it is entered. */
export function newContainer(key: { studentId: string; exerciseId: string }) {
  const { studentId, exerciseId } = key;
  return {
    containerName: sessionContainerName({ studentId, exerciseId, uuid: randomUUID() }),
    studentPassword: newPassword(),
    adminPassword: newPassword(),
  };
}

function tooManySessions(): AppError {
  return new AppError("too_many_sessions", {
    publicMessage: "You have as many databases as one student may have. End one of them, then start this one.",
  });
}

function capacityFull(): AppError {
  return new AppError("capacity_full", {
    publicMessage: "Every desk is taken at the moment. Try again in a little while.",
    retryAfterSeconds: fullRetrySeconds,
  });
}
