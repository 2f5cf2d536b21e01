import { type APIRequestContext, expect, test } from "@playwright/test";
import { authoredExerciseSchema } from "../lib/schemas/authored-exercise";
import { errorBodySchema } from "../lib/schemas/error";
import { exerciseDatabaseSchema } from "../lib/schemas/exercise-database";
import { gateReportSchema, submissionSchema } from "../lib/schemas/submission";
import { endAllSessions, signInByApi } from "./support/accounts";

const suffix = Date.now().toString(36);
const database = {
  slug: `pets-${suffix}`,
  title: "Pets",
  schemaSql: "CREATE TABLE pet (id integer PRIMARY KEY, name text NOT NULL, born integer);",
  seedSql: "INSERT INTO pet VALUES (1, 'Rex', 2020), (2, 'Mia', 2021), (3, 'Ida', 2021);",
  hiddenDatasets: [
    { name: "ties", seedSql: "INSERT INTO pet VALUES (7, 'Bo', 2021), (8, 'Al', 2021), (9, 'Cy', NULL);" },
  ],
};
const exercise = {
  slug: `young-pets-${suffix}`,
  title: "Young pets",
  databaseId: database.slug,
  prompt: "Show the `name` of each pet that was born in 2021.",
  kind: "query",
  solutionSql: "SELECT name FROM pet WHERE born = 2021",
  check: { knownMistakes: [{ sql: "SELECT name FROM pet WHERE born >= 2020", message: "2020 is too early." }] },
};

/** The gate starts containers of its own, and tries the solution in many ways. */
const patience = { timeout: 60_000 };

/** What programs that write exercises rely on. The stories build on each other: a database, its exercise, an answer. */
test.describe
  .serial("HTTP contract for teachers", () => {
    let student: APIRequestContext;
    let teacher: APIRequestContext;
    let databaseId: string;
    let exerciseId: string;

    test.beforeAll(async ({ playwright, baseURL }) => {
      student = await signInByApi(playwright, baseURL, "student");
      teacher = await signInByApi(playwright, baseURL, "teacher");
    });
    test.afterAll(async () => {
      await endAllSessions(student);
      await teacher.delete(`/api/exercises/${exercise.slug}`);
      await teacher.delete(`/api/databases/${database.slug}`);
      await Promise.all([student, teacher].map((api) => api.dispose()));
    });

    const issuesOf = async (answer: { json(): Promise<unknown> } | undefined) =>
      errorBodySchema.parse(await answer?.json()).error.details;
    const buildState = async () =>
      exerciseDatabaseSchema.parse((await (await teacher.get(`/api/databases/${databaseId}`)).json()).database);

    test("keeps students out, and refuses what is not as it should be with zod's issues", async () => {
      for (const path of ["/api/databases", "/api/exercises"]) {
        expect((await student.post(path, { data: {} })).status()).toBe(403);
        const empty = await teacher.post(path, { data: {} });
        expect(empty.status()).toBe(422);
        expect(await issuesOf(empty)).toContainEqual(expect.objectContaining({ path: ["slug"] }));
      }
      const nul = await teacher.post("/api/databases", { data: { ...database, seedSql: "SELECT '\0'" } });
      expect(nul.status()).toBe(422);
      const unknown = await teacher.post("/api/exercises", { data: { ...exercise, databaseId: "nowhere" } });
      expect(unknown.status()).toBe(422);
      expect(await issuesOf(unknown)).toMatchObject([{ path: ["databaseId"] }]);
    });

    test("asks who it is, and lets nobody but teachers write or read what they wrote", async ({
      playwright,
      baseURL,
    }) => {
      const stranger = await playwright.request.newContext({ baseURL });
      const calls = [
        ["GET", "/api/databases"],
        ["POST", "/api/databases"],
        ["GET", "/api/databases/library"],
        ["PATCH", "/api/databases/library"],
        ["DELETE", "/api/databases/library"],
        ["POST", "/api/exercises"],
        ["PATCH", "/api/exercises/before-1850"],
        ["DELETE", "/api/exercises/before-1850"],
        ["POST", "/api/exercises/before-1850/gate"],
        ["POST", "/api/exercises/before-1850/regrade"],
      ] as const;
      for (const [method, path] of calls) {
        expect((await stranger.fetch(path, { method })).status(), `${method} ${path} as nobody`).toBe(401);
        expect((await student.fetch(path, { method })).status(), `${method} ${path} as a student`).toBe(403);
      }
      for (const path of ["/api/databases/no-such-thing", "/api/exercises/no-such-thing"]) {
        expect((await teacher.patch(path, { data: { title: "New" } })).status()).toBe(404);
        expect((await teacher.delete(path)).status()).toBe(404);
      }
      await stranger.dispose();
    });

    test("says of text that cannot be kept where it stands", async () => {
      for (const text of ["a\0b", "a\ud800b"]) {
        const hidden = { ...database, hiddenDatasets: [{ name: "ties", seedSql: text }] };
        const check = { mustUse: [text], knownMistakes: [{ sql: text, message: text }], probes: [{ sql: text }] };
        const answers = [
          await teacher.post("/api/databases", { data: hidden }),
          await teacher.post("/api/databases", { data: { ...database, title: text, schemaSql: text } }),
          await teacher.post("/api/exercises", { data: { ...exercise, topic: text, hints: [text], why: text, check } }),
          await teacher.post("/api/exercises", { data: { ...exercise, databaseId: text } }),
        ];
        expect(answers.map((answer) => answer.status())).toEqual([422, 422, 422, 422]);
        const [sets, , words] = answers;
        expect(await issuesOf(sets)).toMatchObject([{ path: ["hiddenDatasets", 0, "seedSql"] }]);
        expect(await issuesOf(words)).toContainEqual(
          expect.objectContaining({ path: ["check", "knownMistakes", 0, "message"] }),
        );
      }
    });

    test("makes a database with 201, builds it, and says why one cannot be built", async () => {
      const made = await teacher.post("/api/databases", { data: database });
      expect(made.status()).toBe(201);
      const body = exerciseDatabaseSchema.parse((await made.json()).database);
      expect(body).toMatchObject({ ...database, buildState: "building", buildError: null });
      databaseId = body.id;
      const again = await teacher.post("/api/databases", { data: database });
      expect(again.status()).toBe(409);
      expect(await issuesOf(again)).toMatchObject([{ path: ["slug"] }]);
      await expect.poll(async () => (await buildState()).buildState, { timeout: 30_000 }).toBe("ready");

      const broken = { seedSql: "INSERT INTO pet VALUES (1, 'Rex');\nINSERT INTO pets VALUES (2);" };
      expect((await teacher.patch(`/api/databases/${database.slug}`, { data: broken })).status()).toBe(200);
      await expect.poll(async () => (await buildState()).buildState, { timeout: 30_000 }).toBe("failed");
      expect((await buildState()).buildError).toMatchObject({ file: "seed.sql", line: 2 });
      // A build is no change of anybody's: what a teacher has before them is still what there is.
      const path = `/api/databases/${databaseId}`;
      const { updatedAt } = await buildState();
      const mended = { seedSql: database.seedSql, updatedAt };
      expect((await teacher.patch(path, { data: mended })).status()).toBe(200);
      const late = await teacher.patch(path, { data: { title: "Theirs", updatedAt } });
      expect(late.status()).toBe(409);
      const now = (await buildState()).updatedAt;
      const atOnce = ["Pets", "Pets"].map((title) => teacher.patch(path, { data: { title, updatedAt: now } }));
      expect((await Promise.all(atOnce)).map((answer) => answer.status()).sort()).toEqual([200, 409]);
      expect(await buildState()).toMatchObject({ title: "Pets", seedSql: database.seedSql });
      expect((await student.get(`/api/databases/${databaseId}`)).status()).toBe(403);
    });

    test("stores a draft that no student sees, and publishes only what passes the gate", async () => {
      const made = await teacher.post("/api/exercises", { data: exercise });
      expect(made.status()).toBe(201);
      const draft = authoredExerciseSchema.parse((await made.json()).exercise);
      expect(draft).toMatchObject({ databaseId, published: false, version: 1, check: exercise.check });
      exerciseId = draft.id;
      expect((await student.get(`/api/exercises/${exercise.slug}`)).status()).toBe(404);

      const path = `/api/exercises/${exerciseId}`;
      const unstable = { solutionSql: "SELECT name FROM pet ORDER BY born LIMIT 2", published: true };
      const refused = await teacher.patch(path, { data: unstable, ...patience });
      expect(refused.status()).toBe(422);
      const { findings } = gateReportSchema.parse(await issuesOf(refused));
      expect(findings.filter(({ outcome }) => outcome === "failed").map(({ rule }) => rule)).toContain("stable");

      const published = await teacher.patch(path, { data: { published: true }, ...patience });
      expect(published.status()).toBe(200);
      expect((await published.json()).exercise).toMatchObject({ published: true, version: 1 });
      const seen = await student.get(`/api/exercises/${exercise.slug}`);
      expect(seen.status()).toBe(200);
      expect(JSON.stringify(await seen.json())).not.toMatch(/born = 2021|too early|solution/);
      const tried = await teacher.post(`${path}/gate`, patience);
      expect(gateReportSchema.parse((await tried.json()).report).passed).toBe(true);

      const { updatedAt } = draft;
      expect((await teacher.patch(path, { data: { title: "Theirs", updatedAt } })).status()).toBe(409);
      const taken = await teacher.patch(path, { data: { slug: "before-1850" } });
      expect(taken.status()).toBe(409);
      expect(await issuesOf(taken)).toMatchObject([{ path: ["slug"] }]);
    });

    test("checks an answer, also on hidden data, and regrades it when the exercise has changed", async () => {
      const { session } = await (
        await student.post("/api/exercise-sessions/start", { data: { exerciseId: exercise.slug } })
      ).json();
      const submit = async (sql: string) => {
        const answer = await student.post(`/api/exercise-sessions/${session.id}/submissions`, {
          data: { sql },
          ...patience,
        });
        expect(answer.status()).toBe(201);
        return submissionSchema.parse((await answer.json()).submission);
      };
      expect(await submit(exercise.solutionSql)).toMatchObject({ verdict: "correct", score: 100 });
      const byHand = await submit("SELECT * FROM (VALUES ('Mia'), ('Ida')) AS v");
      expect(byHand).toMatchObject({ verdict: "incorrect" });
      expect(byHand.checks.filter(({ passed }) => !passed).map(({ hidden }) => hidden)).toEqual([true]);
      expect(await submit("SELECT nam FROM pet")).toMatchObject({ verdict: "error" });

      const changed = { solutionSql: "SELECT name FROM pet WHERE born = 2020", check: {} };
      const patched = await teacher.patch(`/api/exercises/${exerciseId}`, { data: changed, ...patience });
      expect((await patched.json()).exercise).toMatchObject({ version: 2, published: true });
      const report = await teacher.post(`/api/exercises/${exerciseId}/regrade`, patience);
      expect(await report.json()).toEqual({ regraded: 3, changed: 1, left: 0 });
    });

    test("deletes nothing that is in use, and answers 404 for what is gone", async () => {
      expect((await teacher.delete(`/api/exercises/${exerciseId}`)).status()).toBe(409);
      const inUse = await teacher.delete(`/api/databases/${databaseId}`);
      expect(inUse.status()).toBe(409);
      expect((await inUse.json()).error.message).toContain(exercise.title);
      await endAllSessions(student);
      expect((await teacher.delete(`/api/exercises/${exerciseId}`)).status()).toBe(204);
      expect((await teacher.delete(`/api/databases/${databaseId}`)).status()).toBe(204);
      expect((await teacher.delete(`/api/databases/${databaseId}`)).status()).toBe(404);
      expect((await teacher.patch(`/api/exercises/${exerciseId}`, { data: { title: "x" } })).status()).toBe(404);
    });
  });
