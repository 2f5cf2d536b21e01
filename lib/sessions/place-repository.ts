import "server-only";
import type { Database } from "@/lib/db/database";
import { Prisma } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import type { SessionState } from "@/lib/schemas/session";
import { type SessionRow, sessionColumns } from "./session-row";

/** A start that asks for a place. */
export interface Applicant {
  studentId: string;
  exerciseId: string;
  containerName: string;
  studentPassword: string;
  adminPassword: string;
  templateKey: string;
  /** A container of that template that waits and was found to answer a moment ago, if there is one. */
  answeringContainer: string | null;
  /** Who works on the session from its first moment, where it is let in. */
  holder: string;
  /** A page waits in the queue; a program is told to come back. */
  mayQueue: boolean;
}

/** "ready" where the container that answered was given to it: nothing more is to be done for it to be used. */
export interface LetIn {
  outcome: "existing" | "ready" | "starting" | "queued";
  session: SessionRow;
}

export type Admission = LetIn | { outcome: "full" } | { outcome: "too_many" } | { outcome: "refused" };

interface PlaceSettings {
  /** Sessions whose containers may run at once; the keeper may have found that the host carries fewer. */
  maxLive: number;
  /** Live sessions of one student, sleeping ones included. */
  maxPerStudent: number;
  leaseMs: number;
  retentionMs: number;
}

/** An open page keeps its place for so long after it was last heard of. */
export const presenceMs = 30_000;

/** A page that went away may only be loading again; other pages of the same session renew more often than this. */
const farewellMs = 12_000;

/** Without a session's columns where nobody was let in. */
type AdmissionRow = SessionRow & { outcome: Admission["outcome"] };

/** Who gets a place, and who waits for one. Each decision is one transaction of the database (migrations 0003, 0010 and 0020). */
export class PlaceRepository {
  constructor(
    private readonly database: Database,
    private readonly settings: PlaceSettings,
  ) {}

  /** Lets a start in with the pooled container that it may claim, puts it into the queue, or says why neither. */
  async admit(applicant: Applicant): Promise<Admission> {
    const { maxLive, maxPerStudent, leaseMs, retentionMs } = this.settings;
    const [row] = await this.database.queryDirectly<AdmissionRow>(Prisma.sql`
      SELECT outcome, ${sessionColumns} FROM admit_session(
        ${newId()}, ${applicant.studentId}, ${applicant.exerciseId}, ${applicant.containerName},
        ${applicant.studentPassword}, ${applicant.adminPassword}, ${applicant.templateKey},
        ${applicant.answeringContainer}, ${applicant.holder}, ${leaseMs}::int, ${retentionMs}::bigint,
        ${presenceMs}::int, ${maxLive}::int, ${maxPerStudent}::int, ${applicant.mayQueue}) AS admission,
        LATERAL (SELECT (admission.session).*) AS session`);
    if (!row) throw new Error("admit_session gave no row");
    return toAdmission(row);
  }

  /** @returns what a sleeping session is now, or null where it did not sleep or nothing may wake */
  async wake(id: string): Promise<SessionState | null> {
    const { maxLive, retentionMs } = this.settings;
    const [row] = await this.database.$queryRaw<{ state: SessionState | null }[]>`
      SELECT wake_session(${id}, ${maxLive}::int, ${presenceMs}::int, ${retentionMs}::bigint) AS state`;
    return row?.state ?? null;
  }

  /** Gives free places to those who wait longest. @returns the sessions that start now */
  async promote(): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ id: string }[]>`
      SELECT promote_queued(${this.settings.maxLive}::int, ${presenceMs}::int) AS id`;
    return rows.map(({ id }) => id);
  }

  /** Somebody looks at the session: it is in use, and its place in the queue is kept. */
  async keepPresent(id: string): Promise<void> {
    await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET last_active_at = now(), present_until = now() + ${presenceMs} * interval '1 millisecond'
      WHERE id = ${id} AND state IN ('queued', 'starting', 'ready')`;
  }

  /** A page went away. Its place is kept for as long as a page takes to load again. */
  async leave(id: string): Promise<void> {
    await this.database.$executeRaw`
      UPDATE exercise_sessions
      SET present_until = least(present_until, now() + ${farewellMs} * interval '1 millisecond')
      WHERE id = ${id} AND state = 'queued'`;
  }

  /** Everyone's place in the queue, from 1. */
  async listPositions(): Promise<Map<string, number>> {
    const rows = await this.database.$queryRaw<{ id: string; position: number }[]>`
      SELECT id, row_number() OVER (ORDER BY queued_at, id)::int AS position
      FROM exercise_sessions WHERE state = 'queued'`;
    return new Map(rows.map(({ id, position }) => [id, position]));
  }

  /** Somebody waits for a place, and may get one: while the host refuses new starts, only who slept. */
  async isQueueMoving(): Promise<boolean> {
    const [row] = await this.database.$queryRaw<{ moving: boolean }[]>`
      SELECT EXISTS (SELECT FROM exercise_sessions s, fleet_state f
        WHERE s.state = 'queued' AND NOT f.draining AND (f.refusal IS NULL OR s.ready_at IS NOT NULL)) AS moving`;
    return row?.moving ?? false;
  }

  /** Why nothing new may start, in words for the student. */
  async findRefusal(): Promise<string> {
    const state = await this.database.fleetState.findUnique({ where: { id: 1 } });
    if (state?.draining)
      return "Carrel is being maintained, and nothing new starts for a while. What you have is kept.";
    return state?.refusal ?? "Nothing new can start at the moment.";
  }
}

function toAdmission({ outcome, ...session }: AdmissionRow): Admission {
  switch (outcome) {
    case "full":
    case "too_many":
    case "refused":
      return { outcome };
    default:
      return { outcome, session };
  }
}
