import "server-only";
import { availableParallelism } from "node:os";
import type { loadConfig } from "@/lib/config/config";
import type { DockerContainerService } from "@/lib/containers/docker-container-service";
import type { Database } from "@/lib/db/database";
import type { Log } from "@/lib/log/log";
import { maxRowsCeiling } from "@/lib/schemas/query";
import type { ExerciseSessionService } from "@/lib/sessions/exercise-session-service";
import type { TemplateService } from "@/lib/templates/template-service";
import { AnswerGrader } from "./answer-grader";
import { FairQueue } from "./fair-queue";
import { GateRecheck } from "./gate-recheck";
import { GraderRepository } from "./grader-repository";
import { Graders } from "./graders";
import { GradingService } from "./grading-service";
import { ObservationCache } from "./observation-cache";
import { Observer } from "./observer";
import { PublishGate } from "./publish-gate";
import { SubmissionRepository } from "./submission-repository";

interface GradingParts {
  config: ReturnType<typeof loadConfig>;
  database: Database;
  containers: DockerContainerService;
  templates: TemplateService;
  sessions: ExerciseSessionService;
  log: Log;
}

/** Of one result; what is beyond is no answer to any task. */
const maxResultBytes = 64 * 1024 * 1024;

/** An answer may take so many times as long as one statement. */
const statementsPerAnswer = 2;

const mostWaiting = 5;

/** PostgreSQL in a grader takes 27 connections; each answer has up to six. */
const mostAtOnce = 4;

/** Puts the parts of checking together. Nothing is started before the first answer. */
export function composeGrading({ config, database, containers, templates, sessions, log }: GradingParts) {
  const { timeoutMs } = config.query;
  const answersAtOnce = Math.min(mostAtOnce, Math.max(2, availableParallelism()));
  const repository = new GraderRepository(database);
  const graders = new Graders({
    repository,
    containers,
    limits: config.session,
    secret: config.secret,
    startTimeoutMs: config.session.startTimeoutMs,
    answersAtOnce,
    log,
  });
  const observer = new Observer({
    timeoutMs,
    totalMs: statementsPerAnswer * timeoutMs,
    maxRows: maxRowsCeiling,
    maxBytes: maxResultBytes,
    diskBytes: config.session.diskBytes,
  });
  const grader = new AnswerGrader({ templates, graders, observer, cache: new ObservationCache() });
  const gate = new PublishGate(grader);
  const queue = new FairQueue({ concurrency: answersAtOnce, mostWaiting });
  const submissions = new SubmissionRepository(database);
  const grading = new GradingService({
    grader,
    gate,
    recheck: new GateRecheck({ gate, queue, repository: submissions }),
    queue,
    repository: submissions,
    getOwnSession: (viewer, id) => sessions.getOwnSession(viewer, id),
  });
  return { grading, graders, graderRepository: repository };
}
