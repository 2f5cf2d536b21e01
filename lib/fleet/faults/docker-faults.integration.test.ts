import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors/app-error";
import type { Viewer } from "@/lib/schemas/user";
import type { Services } from "@/lib/services";
import { allFaults } from "@/lib/testing/all-faults";
import { openDockerProxy } from "@/lib/testing/docker-proxy";
import type { DockerFault } from "@/lib/testing/docker-proxy-rules";
import { endEverything } from "@/lib/testing/end-everything";
import { expectNothingLeaked } from "@/lib/testing/expect-nothing-leaked";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/** Longer than the delay, which is to be survived; shorter than silence. */
const dockerTimeoutMs = 4_000;
const answerWithinMs = 30_000;
const width = 6;
const timeoutMs = 300_000;

const faults: DockerFault[] = [
  { kind: "delay", ms: 2_000 },
  { kind: "silence" },
  { kind: "answer", status: 500 },
  { kind: "answer", status: 409 },
  { kind: "answer", status: 404 },
  { kind: "cut" },
];

/** Without `allFaults` each call meets one kind of fault, and its neighbours others: over all operations, every kind. */
function faultsOf(callIndex: number, callCount: number): DockerFault[] {
  return allFaults ? faults : faults.filter((_, kind) => (kind + callIndex + callCount) % faults.length === 0);
}

interface Subject {
  viewer: Viewer;
  sessionId: string;
}

interface Met<S> {
  subject: S;
  fault: DockerFault;
}

describe("Docker's API failing at any call", () => {
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation({ KEEPER_LEASE_MS: "1000", KEEPER_SETTLE_MS: "0" });
    ({ exerciseId } = await carrel.createExercise());
  });
  afterEach(() => endEverything(carrel));
  afterAll(() => carrel.close());

  const settle = () => expectNothingLeaked(carrel, { recover: () => carrel.keeper.keepSessions() });
  const run = async ({ viewer, sessionId }: Subject, sql: string) =>
    (await carrel.sessions.query(viewer, sessionId, { sql, console: "main" })).results;
  const begin = async (viewer: Viewer): Promise<Subject> => {
    const { session } = await carrel.sessions.startSession(viewer, { exerciseId, wait: true });
    return { viewer, sessionId: session.id };
  };
  const prepareSession = async (): Promise<Subject> => {
    const subject = await begin(await carrel.createStudent());
    await run(subject, "CREATE TABLE kept AS SELECT 1 AS x; DROP TABLE member");
    return subject;
  };
  const prepareIdle = async (): Promise<Subject> => {
    const subject = await prepareSession();
    await carrel.database.$executeRaw`
      UPDATE exercise_sessions SET last_active_at = now() - interval '1 day' WHERE id = ${subject.sessionId}`;
    return subject;
  };
  const prepareAsleep = async (): Promise<Subject> => {
    const subject = await prepareIdle();
    await carrel.keeper.keepSessions();
    return subject;
  };

  /** Does the work once for each of Docker's calls in it and each fault, with that call failing so. */
  const failEachCall = async <S>(operation: {
    prepare: () => Promise<S>;
    work: (services: Services, subject: S) => Promise<unknown>;
    width?: number;
  }): Promise<Met<S>[]> => {
    const met: Met<S>[] = [];
    const once = async (skip: number, fault: DockerFault) => {
      const subject = await operation.prepare();
      const proxy = await openDockerProxy();
      const services = carrel.composeAgain({
        DOCKER_HOST: proxy.host,
        DOCKER_TIMEOUT_MS: String(dockerTimeoutMs),
        // No keeper is there to bring up again what failed, and a query waits so long for one.
        SESSION_START_TIMEOUT_MS: "10000",
      });
      const rule = proxy.addRule({ match: {}, skip, times: 1, action: fault });
      try {
        const { error, durationMs } = await outcomeOf(operation.work(services, subject));
        const words = `call ${skip} (${rule.hits[0]?.method} ${rule.hits[0]?.path}), ${JSON.stringify(fault)}`;
        expect(durationMs, words).toBeLessThan(answerWithinMs);
        if (error) expect(error, words).toBeInstanceOf(AppError);
      } finally {
        rule.remove();
        await services.close();
        await proxy.close();
      }
      met.push({ subject, fault });
      return proxy.calls.length;
    };
    const callCount = await once(0, { kind: "pass" });
    const left = Array.from({ length: callCount }, (_, index) =>
      faultsOf(index, callCount).map((fault) => ({ index, fault })),
    ).flat();
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) await once(next.index, next.fault);
    };
    await Promise.all(Array.from({ length: operation.width ?? width }, worker));
    return met;
  };

  /** What Docker says is not there is not there: the session may be told lost, and then it says so. */
  const expectKept = async ({ subject, fault }: Met<Subject>) => {
    const { state } = await carrel.sessions.getSession(subject.viewer, subject.sessionId);
    if (state === "failed") {
      expect(fault).toEqual({ kind: "answer", status: 404 });
      await expect(run(subject, "TABLE kept")).rejects.toMatchObject({ code: "session_failed" });
      return;
    }
    expect(await run(subject, "TABLE kept")).toMatchObject([{ kind: "rows", rowCount: 1 }]);
  };

  it(
    "answers a start clearly, and the next one comes up",
    async () => {
      const met = await failEachCall({
        prepare: () => carrel.createStudent(),
        work: ({ sessions }, viewer) => sessions.startSession(viewer, { exerciseId, wait: true }),
      });
      expect(met.length).toBeGreaterThan(1);
      await settle();
      for (const { subject } of met) {
        expect(await run(await begin(subject), "TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
      }
    },
    timeoutMs,
  );

  it(
    "gives the old data or the fresh ones after a reset",
    async () => {
      const met = await failEachCall({
        prepare: prepareSession,
        work: ({ sessions }, { viewer, sessionId }) => sessions.resetSession(viewer, sessionId),
      });
      await settle();
      const tables = "SELECT relname FROM pg_class WHERE relname IN ('kept', 'member')";
      for (const { subject } of met) {
        const { state } = await carrel.sessions.getSession(subject.viewer, subject.sessionId);
        if (state === "failed") continue;
        expect(await run(subject, tables)).toMatchObject([{ kind: "rows", rowCount: 1 }]);
      }
    },
    timeoutMs,
  );

  it(
    "keeps what was committed when a session is woken",
    async () => {
      const met = await failEachCall({
        prepare: prepareAsleep,
        work: ({ sessions }, { viewer, sessionId }) =>
          sessions.query(viewer, sessionId, { sql: "TABLE kept", console: "main" }),
      });
      await settle();
      for (const one of met) await expectKept(one);
    },
    timeoutMs,
  );

  it(
    "keeps what was committed when a session is put to sleep",
    async () => {
      const met = await failEachCall({
        prepare: prepareIdle,
        // What the keeper cannot do now, it does in another round; that it says so is enough.
        work: ({ keeper }) => keeper.keepSessions(),
        width: 1,
      });
      await settle();
      for (const one of met) await expectKept(one);
    },
    timeoutMs,
  );

  it(
    "ends a session, or leaves it as it was",
    async () => {
      const met = await failEachCall({
        prepare: prepareSession,
        work: ({ sessions }, { viewer, sessionId }) => sessions.endSession(viewer, sessionId),
      });
      await settle();
      for (const { subject } of met) {
        expect(await carrel.sessions.getSession(subject.viewer, subject.sessionId)).toMatchObject({ state: "ended" });
      }
    },
    timeoutMs,
  );
});

async function outcomeOf(work: Promise<unknown>): Promise<{ error: unknown; durationMs: number }> {
  const startedAt = performance.now();
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, durationMs: performance.now() - startedAt };
}
