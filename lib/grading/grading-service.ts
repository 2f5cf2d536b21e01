import "server-only";
import { AppError } from "@/lib/errors/app-error";
import type { RegradeReport } from "@/lib/schemas/authored-exercise";
import type { ExerciseHelp } from "@/lib/schemas/exercise-help";
import type { Session } from "@/lib/schemas/session";
import type { SolutionComparison } from "@/lib/schemas/solution-comparison";
import type { GateReport, Submission } from "@/lib/schemas/submission";
import type { Viewer } from "@/lib/schemas/user";
import type { AnswerGrader } from "./answer-grader";
import { helpFor } from "./exercise-help";
import type { FairQueue } from "./fair-queue";
import type { GateRecheck } from "./gate-recheck";
import type { GradedExercise } from "./graded-exercise";
import type { GateExercise, PublishGate } from "./publish-gate";
import { Regrading } from "./regrading";
import type { StoredExercise, SubmissionRepository } from "./submission-repository";
import type { Verdict } from "./verdict";

interface GradingServiceOptions {
  grader: AnswerGrader;
  gate: PublishGate;
  recheck: GateRecheck;
  queue: FairQueue;
  repository: SubmissionRepository;
  /** @throws AppError not_found where the session is not this person's own */
  getOwnSession: (viewer: Viewer, sessionId: string) => Promise<Pick<Session, "id" | "exerciseId" | "state">>;
}

/** The newest of one student's answers to one exercise that are listed. */
const mostListed = 100;

/** Well below the minute after which proxies take a request for dead. */
const regradeAtMostMs = 10_000;

/** Checks answers. What SQL causes is in the verdict; only infrastructure throws. */
export class GradingService {
  private readonly regrading: Regrading<StoredExercise>;

  constructor(private readonly options: GradingServiceOptions) {
    const { repository } = options;
    this.regrading = new Regrading({
      listOutdated: ({ id: exerciseId, version }) => repository.listOutdated({ exerciseId, version }),
      // A class that hands in meanwhile takes turns with it.
      check: (exercise, sql) => this.check({ person: `regrading ${exercise.id}`, exercise, sql }),
      setVerdict: ({ version: exerciseVersion }, answer) => repository.setVerdict({ exerciseVersion, ...answer }),
      atMostMs: regradeAtMostMs,
      now: () => performance.now(),
    });
  }

  /**
   * Checks an answer and keeps it, with its verdict. Answers wait for their turn, person by person.
   * @throws AppError not_found, session_ended, rate_limited, template_unavailable, grading_unavailable
   */
  async submit(viewer: Viewer, sessionId: string, sql: string): Promise<Submission> {
    const { getOwnSession, repository } = this.options;
    const session = await getOwnSession(viewer, sessionId);
    if (session.state === "ended" || session.state === "failed") throw over();
    const exercise = await this.getExercise(session.exerciseId);
    await this.options.recheck.requireFair(exercise);
    const verdict = await this.check({ person: viewer.id, exercise, sql });
    return repository.insert({
      studentId: viewer.id,
      exerciseId: exercise.id,
      sessionId: session.id,
      exerciseVersion: exercise.version,
      sql,
      verdict,
    });
  }

  /** One's own answers to the exercise of one's own session, also those that were handed in from earlier sessions. */
  async listSubmissions(viewer: Viewer, sessionId: string): Promise<Submission[]> {
    const { exerciseId } = await this.options.getOwnSession(viewer, sessionId);
    return this.options.repository.list({ studentId: viewer.id, exerciseId, limit: mostListed });
  }

  /** What helps by now with the exercise of one's own session. @throws AppError not_found */
  async getHelp(viewer: Viewer, sessionId: string): Promise<ExerciseHelp> {
    const { exerciseId } = await this.options.getOwnSession(viewer, sessionId);
    return helpFor(await this.options.repository.getHelpSource({ studentId: viewer.id, exerciseId }));
  }

  /**
   * One's newest right answer beside the reference, both with their plans, which come from databases made for it.
   * @throws AppError not_found; forbidden before one's answer is right; otherwise as `submit` does
   */
  async compareSolutions(viewer: Viewer, sessionId: string): Promise<SolutionComparison> {
    const { getOwnSession, repository, queue, grader } = this.options;
    const { exerciseId } = await getOwnSession(viewer, sessionId);
    const sql = await repository.findRightAnswer({ studentId: viewer.id, exerciseId });
    if (sql === null) throw notSolved();
    const exercise = await this.getExercise(exerciseId);
    return queue.run(viewer.id, () => grader.explainBoth(exercise, sql));
  }

  /** The verdict on any SQL, kept nowhere: for teachers who try their exercise. @throws AppError as `submit` does */
  check(options: { person: string; exercise: GradedExercise; sql: string }): Promise<Verdict> {
    const { person, exercise, sql } = options;
    return this.options.queue.run(person, () => this.options.grader.grade(exercise, sql));
  }

  /** Whether an exercise may be published, and why not; also of a draft. @throws AppError as `submit` does */
  publishGate(options: { person: string; exercise: GateExercise }): Promise<GateReport> {
    return this.options.queue.run(options.person, () => this.options.gate.check(options.exercise));
  }

  /** The same of an exercise as it is stored; how that ended is written down. @throws AppError as `publishGate` does */
  async gateAgain(exerciseId: string): Promise<GateReport> {
    return this.options.recheck.tryAgain(await this.getExercise(exerciseId));
  }

  /**
   * Gives answers a new verdict whose verdict is about another version of the exercise, as many as there is time for in one
   * request. Can be repeated.
   */
  async regrade(exerciseId: string): Promise<RegradeReport> {
    const exercise = await this.getExercise(exerciseId);
    await this.options.recheck.requireFair(exercise);
    return this.regrading.run(exercise);
  }

  private async getExercise(id: string): Promise<StoredExercise> {
    const exercise = await this.options.repository.findExercise(id);
    if (!exercise) throw new AppError("not_found", { publicMessage: "There is no such exercise." });
    return exercise;
  }
}

function notSolved(): AppError {
  return new AppError("forbidden", { publicMessage: "The solution is shown once your answer is right." });
}

function over(): AppError {
  return new AppError("session_ended", {
    publicMessage: "This session is over. Start the exercise again, and hand your answer in there.",
  });
}
