import { randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/db/new-id";
import type { Viewer } from "@/lib/schemas/user";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

describe("ExerciseSessionService", () => {
  let carrel: TestInstallation;
  let exerciseId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    ({ exerciseId } = await carrel.createExercise());
  });
  afterAll(() => carrel.close());

  const start = async (viewer: Viewer) =>
    (await carrel.sessions.startSession(viewer, { exerciseId, wait: true })).session;
  const run = async (viewer: Viewer, id: string, sql: string) =>
    (await carrel.sessions.query(viewer, id, { sql, console: "main" })).results;
  const containerNames = async () => (await carrel.containers.listContainers()).map(({ name }) => name);

  it("gives one container and fifty equal answers to fifty simultaneous starts", async () => {
    const student = await carrel.createStudent();
    const other = carrel.composeAgain();
    const starts = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? carrel : other).sessions.startSession(student, { exerciseId, wait: true }),
    );
    const answers = await Promise.all(starts);
    await other.close();
    const [first] = answers;
    expect(first?.session.state).toBe("ready");
    expect(answers.map(({ session }) => session)).toEqual(answers.map(() => first?.session));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await containerNames()).toEqual([first?.session.containerName]);
    await carrel.sessions.endSession(student, first?.session.id ?? "");
  });

  it("names the container after student, exercise and a uuid, and publishes its port", async () => {
    const student = await carrel.createStudent();
    const session = await start(student);
    const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    expect(session.containerName).toMatch(new RegExp(`^sql-exercise-${student.id}-${exerciseId}-${uuid}$`));
    expect(session).toMatchObject({
      studentId: student.id,
      exerciseId,
      state: "ready",
      port: expect.any(Number),
      queuePosition: null,
    });
    await carrel.sessions.endSession(student, session.id);
  });

  it("keeps two students apart: neither sees the other's session, data or damage", async () => {
    const [ada, grace] = [await carrel.createStudent("ada"), await carrel.createStudent("grace")];
    const [hers, others] = await Promise.all([start(ada), start(grace)]);
    await run(ada, hers.id, "DROP TABLE member; CREATE TABLE secret AS SELECT 'mine' AS word");
    expect(await run(grace, others.id, "TABLE member; TABLE secret")).toMatchObject([
      { kind: "rows", rowCount: 2 },
      { kind: "error", sqlState: "42P01" },
    ]);
    const notThere = { code: "not_found" };
    await expect(run(grace, hers.id, "SELECT 1")).rejects.toMatchObject(notThere);
    await expect(carrel.sessions.getSession(grace, hers.id)).rejects.toMatchObject(notThere);
    await expect(carrel.sessions.endSession(grace, hers.id)).rejects.toMatchObject(notThere);
    await expect(carrel.sessions.resetSession(grace, hers.id)).rejects.toMatchObject(notThere);
    await expect(carrel.sessions.cancel(grace, hers.id, "main")).rejects.toMatchObject(notThere);
    expect((await carrel.sessions.listLiveSessions({ studentId: grace.id })).map(({ id }) => id)).toEqual([others.id]);
    await Promise.all([carrel.sessions.endSession(ada, hers.id), carrel.sessions.endSession(grace, others.id)]);
  });

  it("has removed the container when ending answers, and ends the same session twice without complaint", async () => {
    const student = await carrel.createStudent();
    const { id, containerName } = await start(student);
    await Promise.all([carrel.sessions.endSession(student, id), carrel.sessions.endSession(student, id)]);
    expect(await containerNames()).not.toContain(containerName);
    await carrel.sessions.endSession(student, id);
    expect(await carrel.sessions.getSession(student, id)).toMatchObject({ state: "ended", port: null });
    await expect(run(student, id, "SELECT 1")).rejects.toMatchObject({ code: "session_ended" });
    await expect(carrel.sessions.resetSession(student, id)).rejects.toMatchObject({ code: "session_ended" });
    const fresh = await start(student);
    expect(fresh.id).not.toBe(id);
    await carrel.sessions.endSession(student, fresh.id);
  });

  it("leaves nothing when a session is ended while it starts", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: false });
    expect(session.state).toBe("starting");
    await carrel.sessions.endSession(student, session.id);
    expect(await containerNames()).not.toContain(session.containerName);
    expect(await carrel.sessions.getSession(student, session.id)).toMatchObject({ state: "ended" });
  });

  it("lets a query wait for a session that is still starting", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: false });
    expect(await run(student, session.id, "TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await carrel.sessions.endSession(student, session.id);
  });

  it("brings every table back with a reset, which happens once when asked twice", async () => {
    const student = await carrel.createStudent();
    const { id, containerName } = await start(student);
    await run(student, id, "DROP TABLE member; BEGIN");
    const [one, two] = await Promise.all([
      carrel.sessions.resetSession(student, id),
      carrel.sessions.resetSession(student, id),
    ]);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ id, state: "ready" });
    // The old container goes when the fresh one is there already.
    await expect.poll(containerNames).toEqual([one.containerName]);
    expect(one.containerName).not.toBe(containerName);
    expect(await run(student, id, "TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await carrel.sessions.endSession(student, id);
  });

  it("brings a killed container up again with what was committed in it", async () => {
    const student = await carrel.createStudent();
    const { id, containerName } = await start(student);
    await run(student, id, "CREATE TABLE kept AS SELECT 1 AS x");
    await carrel.docker.getContainer(containerName ?? "").kill();
    await expect.poll(async () => (await run(student, id, "TABLE kept"))[0]?.kind, { timeout: 30_000 }).toBe("rows");
    await carrel.sessions.endSession(student, id);
  });

  it("brings a killed container up again although its exercise database no longer loads", async () => {
    const student = await carrel.createStudent();
    const source = await carrel.createExercise({ schemaSql: "CREATE TABLE short_lived (id int);", seedSql: "" });
    const { session } = await carrel.sessions.startSession(student, { exerciseId: source.exerciseId, wait: true });
    const broken = { schemaSql: "CREATE TABEL", buildState: "building" as const };
    await carrel.database.exerciseDatabase.update({ where: { id: source.databaseId }, data: broken });
    await carrel.templates.ensureTemplate(source.databaseId);
    await carrel.docker.getContainer(session.containerName ?? "").kill();
    await expect.poll(async () => (await run(student, session.id, "TABLE short_lived"))[0]?.kind).toBe("rows");
    await carrel.sessions.endSession(student, session.id);
  });

  it("says plainly that the data is lost when the container was removed from outside", async () => {
    const student = await carrel.createStudent();
    const { id, containerName } = await start(student);
    await carrel.docker.getContainer(containerName ?? "").remove({ force: true });
    await expect(run(student, id, "SELECT 1")).rejects.toMatchObject({ code: "session_failed" });
    expect(await carrel.sessions.getSession(student, id)).toMatchObject({ state: "failed" });
    const fresh = await start(student);
    expect(await run(student, fresh.id, "TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await carrel.sessions.endSession(student, fresh.id);
  });

  it("lets a student in again who changed or lost the password", async () => {
    const student = await carrel.createStudent();
    const { id } = await start(student);
    await run(student, id, "ALTER ROLE student PASSWORD 'changed'; SELECT pg_terminate_backend(pg_backend_pid())");
    expect(await run(student, id, "TABLE member")).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    await carrel.sessions.endSession(student, id);
  });

  it("lets the student make roles where the exercise is about permissions, and nowhere else", async () => {
    const student = await carrel.createStudent();
    const permissions = await carrel.createExercise({ kind: "permissions" });
    const plain = await start(student);
    const { session } = await carrel.sessions.startSession(student, { exerciseId: permissions.exerciseId, wait: true });
    const sql = "CREATE ROLE clerk; GRANT SELECT ON member TO clerk; SET ROLE clerk; TABLE member";
    expect((await run(student, plain.id, sql))[0]).toMatchObject({ kind: "error", sqlState: "42501" });
    expect((await run(student, session.id, sql)).at(-1)).toMatchObject({ kind: "rows", rowCount: 2 });
    expect((await run(student, session.id, "RESET ROLE; GRANT carrel TO clerk")).at(-1)).toMatchObject({
      kind: "error",
    });
    await carrel.sessions.endSession(student, plain.id);
    await carrel.sessions.endSession(student, session.id);
  });

  it("refuses an exercise that is not there, and one whose data is not ready, without leaving a row", async () => {
    const student = await carrel.createStudent();
    const unbuilt = await carrel.createExercise({ build: false });
    const begin = (id: string) => carrel.sessions.startSession(student, { exerciseId: id, wait: true });
    await expect(begin(newId())).rejects.toMatchObject({ code: "not_found" });
    await expect(begin(unbuilt.slug)).rejects.toMatchObject({
      code: "template_unavailable",
      retryAfterSeconds: expect.any(Number),
    });
    expect(await carrel.database.exerciseSession.count({ where: { studentId: student.id } })).toBe(0);
  });

  it("fails a start without a free port with a reason, and leaves no container", async () => {
    const port = randomInt(20_000, 22_000);
    const crowded = await openTestInstallation({ SESSION_PORT_RANGE: `${port}-${port}` });
    const [ada, grace] = [await crowded.createStudent("ada"), await crowded.createStudent("grace")];
    const exercise = await crowded.createExercise();
    const begin = (viewer: Viewer) =>
      crowded.sessions.startSession(viewer, { exerciseId: exercise.exerciseId, wait: true });
    const { session } = await begin(ada);
    await expect(begin(grace)).rejects.toMatchObject({ code: "no_free_port", retryAfterSeconds: expect.any(Number) });
    expect(await crowded.containers.listContainers()).toHaveLength(1);
    await crowded.sessions.endSession(ada, session.id);
    const again = await begin(grace);
    await crowded.sessions.endSession(grace, again.session.id);
    await crowded.close();
  });

  it("answers that Docker is away, and holds nothing over, when it does not answer", async () => {
    const away = await openTestInstallation({ DOCKER_HOST: "unix:///nowhere/docker.sock" });
    const student = await away.createStudent();
    const exercise = await away.createExercise({ build: false });
    await away.database.exerciseDatabase.updateMany({ data: { buildState: "ready", templateKey: "unknown" } });
    const begin = away.sessions.startSession(student, { exerciseId: exercise.exerciseId, wait: true });
    await expect(begin).rejects.toMatchObject({ code: "docker_unavailable", retryAfterSeconds: expect.any(Number) });
    expect(await away.sessions.listLiveSessions({ studentId: student.id })).toEqual([]);
    await away.close();
  });

  it("shows a teacher the sessions of their own courses and no others, and lets them end one", async () => {
    const [ada, stranger, teacher] = [
      await carrel.createStudent("ada"),
      await carrel.createStudent("stranger"),
      await carrel.createTeacher(),
    ];
    const members = [
      { userId: ada.id, role: "student" as const },
      { userId: teacher.id, role: "teacher" as const },
    ];
    await carrel.database.course.create({
      data: { id: newId(), slug: newId(), title: "Course", members: { create: members } },
    });
    const [hers, strange] = await Promise.all([start(ada), start(stranger)]);
    expect((await carrel.sessions.listClassSessions(teacher)).map(({ session }) => session.id)).toEqual([hers.id]);
    expect(await carrel.sessions.listClassSessions(ada)).toEqual([]);
    await expect(carrel.sessions.endSession(teacher, strange.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(run(teacher, hers.id, "SELECT 1")).rejects.toMatchObject({ code: "not_found" });
    await carrel.sessions.endSession(teacher, hers.id);
    expect(await carrel.sessions.getSession(ada, hers.id)).toMatchObject({ state: "ended" });
    await carrel.sessions.endSession(stranger, strange.id);
  });

  it("tells a watcher every stage of a start in order", async () => {
    const student = await carrel.createStudent();
    const { session } = await carrel.sessions.startSession(student, { exerciseId, wait: false });
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const event of await carrel.sessions.watchSession(student, session.id, stop.signal)) {
      seen.push(event.stage ?? event.session.state);
      if (event.session.state === "ready") stop.abort();
    }
    const order = ["container", "postgres", "access", "ready"];
    expect(seen.at(-1)).toBe("ready");
    expect(seen.map((name) => order.indexOf(name))).toEqual(
      seen.map((name) => order.indexOf(name)).sort((a, b) => a - b),
    );
    await carrel.sessions.endSession(student, session.id);
  });
});
