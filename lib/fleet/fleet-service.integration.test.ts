import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import type { NewKeeperRound } from "@/lib/schemas/fleet";
import type { Viewer } from "@/lib/schemas/user";
import { parseExposition } from "@/lib/testing/parse-exposition";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

let carrel: TestInstallation;
let admin: Viewer;

beforeAll(async () => {
  carrel = await openTestInstallation();
  admin = await createAdministrator();
});

afterAll(() => carrel.close());

async function createAdministrator(): Promise<Viewer> {
  const id = newId();
  const viewer = { id, email: `admin-${id}@test.invalid`, name: "Edsger", role: "admin" as const };
  await carrel.database.user.create({ data: viewer });
  return viewer;
}

/** A student with a database of their own that runs. */
async function startOne(name: string) {
  const { exerciseId } = await carrel.createExercise();
  const student = await carrel.createStudent(name);
  const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: true });
  return { student, session };
}

const quietRound: NewKeeperRound = {
  at: new Date().toISOString(),
  durationMs: 12,
  steps: [],
  nextSteps: [],
  host: { memoryTotalBytes: 4e9, memoryAvailableBytes: 1e9, diskFreeBytes: 9e9, cpus: 2 },
  warnings: ["Something to know."],
};

describe("FleetService", () => {
  it("is for administrators alone", async () => {
    const { session, student } = await startOne("ada");
    const teacher = await carrel.createTeacher();
    for (const other of [student, teacher]) {
      await expect(carrel.fleet.readFleet(other)).rejects.toMatchObject({ code: "forbidden" });
      await expect(carrel.fleet.setDraining(other, true)).rejects.toMatchObject({ code: "forbidden" });
      await expect(carrel.fleet.wakeSession(other, session.id)).rejects.toMatchObject({ code: "forbidden" });
      expect(() => carrel.fleet.watchFleet(other, new AbortController().signal)).toThrow(/administrators/);
    }
    expect(await carrel.database.auditEntry.count()).toBe(0);
    await carrel.sessions.endSession(student, session.id);
  });

  it("shows each session with what its container uses, and no password", async () => {
    const { session, student } = await startOne("grace");
    const { password } = await carrel.database.exerciseSession
      .findUniqueOrThrow({ where: { id: session.id } })
      .then((row) => ({ password: row.studentPassword ?? "" }));
    await expect
      .poll(async () => (await carrel.fleet.readFleet(admin)).sessions[0], { timeout: 15_000, interval: 500 })
      .toMatchObject({
        id: session.id,
        state: "ready",
        student: { name: "grace" },
        memoryBytes: expect.any(Number),
        cpuPercent: expect.any(Number),
      });
    const fleet = await carrel.fleet.readFleet(admin);
    expect(fleet.sessions[0]?.memoryBytes).toBeGreaterThan(1024 * 1024);
    expect(fleet.capacity).toMatchObject({ taken: 1, hibernated: 0, queued: 0, draining: false, refusal: null });
    expect(password).not.toBe("");
    expect(JSON.stringify(fleet)).not.toContain(password);
    await carrel.sessions.endSession(student, session.id);
  });

  it("writes down who ended another's session, and nothing where one ends one's own", async () => {
    const own = await startOne("barbara");
    await carrel.fleet.endSession(own.student, own.session.id);
    expect(await carrel.database.auditEntry.count()).toBe(0);
    const { session } = await startOne("ada");
    await carrel.fleet.endSession(admin, session.id);
    await carrel.fleet.endSession(admin, session.id);
    const { audit } = await carrel.fleet.readFleet(admin);
    expect(audit).toMatchObject([
      { actorName: "Edsger", action: "end_session", subject: "Test exercise of ada", outcome: "done", reason: null },
    ]);
    expect(await carrel.containers.findContainer(session.containerName ?? "")).toBeNull();
  });

  it("gives a stranger the same answer as for a session that is not there", async () => {
    const { session, student } = await startOne("ada");
    const stranger = await carrel.createStudent();
    await expect(carrel.fleet.endSession(stranger, session.id)).rejects.toMatchObject({ code: "not_found" });
    await carrel.sessions.endSession(student, session.id);
  });

  it("drains: nothing new starts, who works goes on, and the log says who wished it", async () => {
    const running = await startOne("ada");
    const { exerciseId } = await carrel.createExercise();
    const late = await carrel.createStudent("late");
    await carrel.fleet.setDraining(admin, true);
    await expect(carrel.sessions.startSession(late, { exerciseId, wait: true })).rejects.toMatchObject({
      code: "starts_refused",
    });
    const answer = await carrel.sessions.query(running.student, running.session.id, {
      sql: "SELECT 1",
      console: "main",
    });
    expect(answer.results[0]).toMatchObject({ kind: "rows", rows: [["1"]] });
    expect((await carrel.fleet.readFleet(admin)).capacity.draining).toBe(true);
    await carrel.fleet.setDraining(admin, false);
    const { audit } = await carrel.fleet.readFleet(admin);
    expect(audit.slice(0, 2).map(({ action, actorName }) => [action, actorName])).toEqual([
      ["drain_off", "Edsger"],
      ["drain_on", "Edsger"],
    ]);
    await carrel.sessions.endSession(running.student, running.session.id);
  });

  it("writes an act down that failed, with the words that its actor got", async () => {
    const { session, student } = await startOne("ada");
    await carrel.fleet.setDraining(admin, true);
    await carrel.database.exerciseSession.update({ where: { id: session.id }, data: { state: "hibernated" } });
    await expect(carrel.fleet.wakeSession(admin, session.id)).rejects.toMatchObject({ code: "starts_refused" });
    await carrel.fleet.setDraining(admin, false);
    const { audit } = await carrel.fleet.readFleet(admin);
    expect(audit.find(({ action }) => action === "wake_session")).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("maintained"),
    });
    await carrel.sessions.endSession(student, session.id);
  });

  it("tells of a change soon, and stops when its reader goes", async () => {
    const reader = new AbortController();
    const events = carrel.fleet.watchFleet(admin, reader.signal);
    const first = await events.next();
    expect(first.value?.capacity.draining).toBe(false);
    await carrel.fleet.setDraining(admin, true);
    await expect.poll(async () => (await events.next()).value?.capacity.draining, { timeout: 15_000 }).toBe(true);
    reader.abort();
    await expect.poll(async () => (await events.next()).done, { timeout: 5_000 }).toBe(true);
    await carrel.fleet.setDraining(admin, false);
  });
});

describe("FleetRepository", () => {
  it("keeps the last busy round while quiet ones follow", async () => {
    const { fleetRepository } = carrel;
    const step = { kind: "remove-container", subject: "sql-exercise-x", outcome: "failed" as const, error: "timeout" };
    const busy = { ...quietRound, at: "2025-01-01T00:00:00.000Z", steps: [step] };
    await fleetRepository.saveRound(busy, { maxRunning: 40, refusal: "The disk is full." });
    await fleetRepository.saveRound(quietRound, { maxRunning: 30, refusal: null });
    const state = await fleetRepository.readState();
    expect(state).toMatchObject({ maxRunning: 30, refusal: null });
    expect(state.latest).toMatchObject({ steps: [], stepCount: 0, host: { cpus: 2 } });
    expect(state.busy).toMatchObject({ at: busy.at, steps: [step] });
    const fleet = await carrel.fleet.readFleet(admin);
    expect(fleet.capacity.places).toBe(30);
    expect(fleet.warnings).toContain("Something to know.");
    await fleetRepository.saveRound(quietRound, { maxRunning: null, refusal: null });
  });

  it("keeps a day of samples, and shows the peak of each stretch of the last hours", async () => {
    const { database, fleetRepository } = carrel;
    await database.$executeRaw`
      INSERT INTO fleet_samples (at, running, hibernated, queued, pooled, capacity)
      SELECT now() - step * interval '10 seconds', CASE step WHEN 700 THEN 99 ELSE 3 END, 0, 0, 0, 500
      FROM generate_series(1, 9000) AS step`;
    await fleetRepository.saveSample({ maxLive: 500, memoryBytes: 3e9, memoryTotalBytes: 4e9 });
    expect(await database.fleetSample.count()).toBeLessThanOrEqual(8_641);
    const samples = await fleetRepository.listSamples();
    expect(samples.length).toBeLessThanOrEqual(122);
    expect(Math.max(...samples.map(({ running }) => running))).toBe(99);
    expect(samples.at(-1)).toMatchObject({ capacity: 500, memoryBytes: 3e9, memoryTotalBytes: 4e9 });
  });
});

describe("FleetMetrics", () => {
  it("answers Prometheus with the figures of the database and of both processes", async () => {
    const { session, student } = await startOne("ada");
    await carrel.fleetRepository.saveKeeperMetrics(
      (await carrel.metrics.read()).map((family) => ({
        ...family,
        values: family.values.map((value) => ({ ...value, labels: { ...value.labels, process: "keeper" } })),
      })),
    );
    const { text } = await carrel.fleetMetrics.render();
    const families = parseExposition(text);
    const figure = (name: string, labels: Record<string, string> = {}) =>
      families
        .get(name)
        ?.samples.find((sample) => Object.entries(labels).every(([key, to]) => sample.labels[key] === to))?.value;
    expect(figure("carrel_database_up")).toBe(1);
    expect(figure("carrel_sessions", { state: "ready" })).toBe(1);
    expect(figure("carrel_capacity_places_taken")).toBe(1);
    expect(figure("carrel_queue_length")).toBe(0);
    expect(figure("carrel_keeper_up")).toBe(0);
    expect(families.get("process_resident_memory_bytes")?.samples.map(({ labels }) => labels.process)).toEqual([
      "test",
      "keeper",
    ]);
    expect(families.get("carrel_docker_call_duration_seconds")?.samples.length).toBeGreaterThan(0);
    expect(text).not.toContain(student.id);
    await carrel.sessions.endSession(student, session.id);
  });

  it("does not show the figures of a keeper that is gone for a minute", async () => {
    await carrel.fleetRepository.saveKeeperMetrics(await carrel.metrics.read());
    expect(await carrel.fleetRepository.readKeeperMetrics()).not.toEqual([]);
    await carrel.database.$executeRaw`
      UPDATE fleet_state SET keeper_metrics = jsonb_set(keeper_metrics, '{at}', to_jsonb(now() - interval '2 minutes'))`;
    expect(await carrel.fleetRepository.readKeeperMetrics()).toEqual([]);
  });

  it("answers with its own figures while the database is away", async () => {
    const url = new URL(carrel.config.databaseUrl);
    url.port = "1";
    const lonely = carrel.composeAgain({ DATABASE_URL: url.href });
    const families = parseExposition((await lonely.fleetMetrics.render()).text);
    expect(families.get("carrel_database_up")?.samples).toMatchObject([{ value: 0 }]);
    expect(families.get("process_resident_memory_bytes")?.samples).toHaveLength(1);
    expect(families.has("carrel_sessions")).toBe(false);
    await lonely.close();
  });
});
