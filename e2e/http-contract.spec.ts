import { type APIRequestContext, expect, test } from "@playwright/test";
import { databaseSchemaSchema } from "../lib/schemas/database-schema";
import { errorBodySchema } from "../lib/schemas/error";
import { exerciseSchema } from "../lib/schemas/exercise";
import { healthSchema } from "../lib/schemas/health";
import { queryResponseSchema } from "../lib/schemas/query";
import { classSessionSchema, sessionEventSchema, sessionSchema } from "../lib/schemas/session";
import { viewerSchema } from "../lib/schemas/user";
import { emailOf, endAllSessions, signInByApi } from "./support/accounts";
import { sendChunked } from "./support/send-chunked";

/** What programs that call Carrel rely on: statuses, bodies, and the one form of every error. */
test.describe("HTTP contract", () => {
  let student: APIRequestContext;
  let other: APIRequestContext;
  let teacher: APIRequestContext;
  const exercise = "late-returns";

  test.beforeAll(async ({ playwright, baseURL }) => {
    student = await signInByApi(playwright, baseURL, "student");
    other = await signInByApi(playwright, baseURL, "student2");
    teacher = await signInByApi(playwright, baseURL, "teacher");
  });
  test.afterEach(async () => {
    await endAllSessions(student);
    await endAllSessions(other);
  });
  test.afterAll(async () => {
    await Promise.all([student, other, teacher].map((api) => api.dispose()));
  });

  const start = async (api: APIRequestContext) =>
    sessionSchema.parse(
      (await (await api.post("/api/exercise-sessions/start", { data: { exerciseId: exercise } })).json()).session,
    );

  async function expectError(answer: { status(): number; json(): Promise<unknown> }, status: number, code: string) {
    const body = await answer.json();
    expect({ status: answer.status(), code: errorBodySchema.strict().parse(body).error.code }).toEqual({
      status,
      code,
    });
    return errorBodySchema.parse(body).error;
  }

  test("starts with 201, gives the same session with 200, and answers with the contract's fields alone", async () => {
    const data = { exerciseId: exercise };
    const first = await student.post("/api/exercise-sessions/start", { data });
    expect(first.status()).toBe(201);
    const { session } = await first.json();
    expect(sessionSchema.strict().parse(session)).toMatchObject({ state: "ready" });
    const again = await student.post("/api/exercise-sessions/start", { data: { exerciseId: session.exerciseId } });
    expect(again.status()).toBe(200);
    expect((await again.json()).session.id).toBe(session.id);
    const listed = await (await student.get("/api/exercise-sessions")).json();
    expect(listed.sessions.map(({ id }: { id: string }) => id)).toEqual([session.id]);
    const one = await student.get(`/api/exercise-sessions/${session.id}`);
    expect((await one.json()).session).toMatchObject({ id: session.id, containerName: session.containerName });
  });

  test("answers a query with results, and a student's SQL error is no HTTP error", async () => {
    const { id } = await start(student);
    const answer = await student.post(`/api/exercise-sessions/query/${id}`, {
      data: { sql: "SELECT 1 AS one, NULL AS nothing; SELECT nosuch" },
    });
    expect(answer.status()).toBe(200);
    const body = queryResponseSchema.strict().parse(await answer.json());
    expect(body).toMatchObject({
      transaction: "idle",
      results: [
        { kind: "rows", command: "SELECT 1", rows: [["1", null]] },
        { kind: "error", reason: "sql", sqlState: "42703", position: 42 },
      ],
    });
    const few = await student.post(`/api/exercise-sessions/query/${id}`, { data: { sql: "TABLE loan", maxRows: 3 } });
    expect((await few.json()).results[0]).toMatchObject({ rowCount: 3, truncated: true });
  });

  test("answers alike whatever way a request takes: its method, its path, its length", async ({ baseURL }) => {
    const { id } = await start(student);
    const path = `/api/exercise-sessions/query/${id}`;
    const data = { sql: "SELECT repeat('x', 20000)" };
    const long = await student.post(path, { data, headers: { "accept-encoding": "gzip" } });
    expect(long.headers()["content-encoding"]).toBe("gzip");
    expect(queryResponseSchema.parse(await long.json()).results[0]).toMatchObject({ rows: [["x".repeat(20_000)]] });
    const slash = await student.post(`${path}/`, { data: { sql: "SELECT 1" } });
    expect((await slash.json()).results[0]).toMatchObject({ rows: [["1"]] });
    expect((await student.head(`/api/exercise-sessions/${id}`)).status()).toBe(200);

    const { cookies } = await student.storageState();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const chunked = await sendChunked({ url: `${baseURL}${path}`, cookie, body: JSON.stringify({ sql: "SELECT 2" }) });
    expect(JSON.parse(chunked.body).results[0]).toMatchObject({ rows: [["2"]] });
    expect(chunked.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
    const forged = cookie.replace(/(session-token=.{20})./, "$1_");
    const refused = await fetch(`${baseURL}${path}`, { method: "POST", headers: { cookie: forged }, body: "{}" });
    expect(errorBodySchema.parse(await refused.json()).error.code).toBe("unauthenticated");
  });

  test("says in the contract's form that there is no such route, or no such method, and names those that there are", async () => {
    for (const path of ["", "/nosuch", "/exercise-sessions/x/nosuch", "/exercise-sessions/start/x"]) {
      await expectError(await student.get(`/api${path}`), 404, "not_found");
      await expectError(await student.post(`/api${path}`, { data: {} }), 404, "not_found");
    }
    const routes = [
      "exercise-sessions/start",
      "exercise-sessions/query/x",
      "exercise-sessions/x",
      "databases/x",
      "health",
    ];
    for (const route of routes) {
      const refused = await student.fetch(`/api/${route}`, { method: "PUT", data: {} });
      await expectError(refused, 405, "method_not_allowed");
      // What Next says of the route by itself.
      const { allow } = (await student.fetch(`/api/${route}`, { method: "OPTIONS" })).headers();
      expect(refused.headers().allow?.split(", ").sort().join(", ")).toBe(allow);
    }
    await expectError(await student.get("/api/exercise-sessions/start"), 405, "method_not_allowed");
  });

  test("tells next-auth's own clients who is signed in", async ({ request }) => {
    const { user } = await (await student.get("/api/auth/session")).json();
    expect(viewerSchema.strict().parse(user)).toMatchObject({ email: emailOf("student"), role: "student" });
    expect(await (await request.get("/api/auth/session")).json()).toEqual({});
  });

  test("lets no page of another site show Carrel within its own, whoever answers", async ({ request }) => {
    for (const path of ["/sign-in", "/api/health", "/api/exercise-sessions", "/api/nosuch", "/icon.svg"]) {
      expect((await request.get(path)).headers()).toMatchObject({
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
      });
    }
  });

  test("shows what is in one's own database, and nobody else's", async () => {
    const { id } = await start(student);
    const path = `/api/exercise-sessions/${id}/schema`;
    const { schema } = await (await student.get(path)).json();
    const { tables } = databaseSchemaSchema.strict().parse(schema);
    expect(tables.find(({ name }) => name === "loan")).toMatchObject({ rowCount: expect.any(Number) });
    await student.post(`/api/exercise-sessions/query/${id}`, {
      data: { sql: "CREATE TABLE mine (x int PRIMARY KEY)" },
    });
    const after = databaseSchemaSchema.parse((await (await student.get(path)).json()).schema);
    expect(after.tables.find(({ name }) => name === "mine")).toMatchObject({ primaryKey: { columns: ["x"] } });
    await expectError(await other.get(path), 404, "not_found");
    await student.delete(`/api/exercise-sessions/${id}`);
    await expectError(await student.get(path), 409, "session_ended");
  });

  test("ends with 204, again with 204, and refuses queries afterwards with 409", async () => {
    const { id } = await start(student);
    expect((await student.delete(`/api/exercise-sessions/${id}`)).status()).toBe(204);
    expect((await student.delete(`/api/exercise-sessions/${id}`)).status()).toBe(204);
    const query = await student.post(`/api/exercise-sessions/query/${id}`, { data: { sql: "SELECT 1" } });
    await expectError(query, 409, "session_ended");
    expect((await (await student.get(`/api/exercise-sessions/${id}`)).json()).session).toMatchObject({
      state: "ended",
    });
  });

  test("resets to fresh data and cancels only what runs", async () => {
    const { id } = await start(student);
    const run = async (sql: string) =>
      (await student.post(`/api/exercise-sessions/query/${id}`, { data: { sql } })).json();
    await run("DROP SCHEMA public CASCADE");
    const reset = await student.post(`/api/exercise-sessions/${id}/reset`);
    expect(reset.status()).toBe(200);
    expect((await reset.json()).session).toMatchObject({ id, state: "ready" });
    expect((await run("SELECT count(*) > 0 FROM loan")).results[0]).toMatchObject({ rows: [["t"]] });
    const idle = await student.post(`/api/exercise-sessions/${id}/cancel`);
    expect(await idle.json()).toEqual({ cancelled: false });
    const slow = run("SELECT pg_sleep(30)");
    const cancel = async () =>
      (await (await student.post(`/api/exercise-sessions/${id}/cancel`, { data: {} })).json()).cancelled;
    await expect.poll(cancel).toBe(true);
    expect((await slow).results[0]).toMatchObject({ kind: "error", reason: "cancelled" });
  });

  test("answers 401 to everybody who is not signed in", async ({ playwright, baseURL }) => {
    const nobody = await playwright.request.newContext({ baseURL });
    for (const path of [
      "exercise-sessions",
      "exercise-sessions/x",
      "exercise-sessions/x/events",
      "exercises",
      "exercises/x",
      "class/sessions",
    ]) {
      await expectError(await nobody.get(`/api/${path}`), 401, "unauthenticated");
    }
    await expectError(
      await nobody.post("/api/exercise-sessions/start", { data: { exerciseId: exercise } }),
      401,
      "unauthenticated",
    );
    await expectError(
      await nobody.post("/api/exercise-sessions/query/x", { data: { sql: "SELECT 1" } }),
      401,
      "unauthenticated",
    );
    await expectError(await nobody.delete("/api/exercise-sessions/x"), 401, "unauthenticated");
    await nobody.dispose();
  });

  test("takes a cookie that was tampered with for none", async ({ playwright, baseURL }) => {
    const { cookies } = await student.storageState();
    const token = cookies.find(({ name }) => name.endsWith("session-token"))?.value ?? "";
    for (const forged of [`${token.slice(0, -4)}AAAA`, "nonsense", ""]) {
      const headers = { Cookie: `next-auth.session-token=${forged}` };
      const api = await playwright.request.newContext({ baseURL, extraHTTPHeaders: headers });
      await expectError(await api.get("/api/exercise-sessions"), 401, "unauthenticated");
      await api.dispose();
    }
  });

  test("answers 404 for what is not there and, in the same words, for what is somebody else's", async () => {
    const { id } = await start(student);
    const foreign = await expectError(await other.get(`/api/exercise-sessions/${id}`), 404, "not_found");
    const missing = await expectError(await other.get("/api/exercise-sessions/nosuch"), 404, "not_found");
    expect(foreign).toEqual(missing);
    await expectError(
      await other.post(`/api/exercise-sessions/query/${id}`, { data: { sql: "SELECT 1" } }),
      404,
      "not_found",
    );
    await expectError(await other.delete(`/api/exercise-sessions/${id}`), 404, "not_found");
    await expectError(await other.post(`/api/exercise-sessions/${id}/reset`), 404, "not_found");
    await expectError(await other.get(`/api/exercise-sessions/${id}/events`), 404, "not_found");
    await expectError(
      await student.post("/api/exercise-sessions/start", { data: { exerciseId: "nosuch" } }),
      404,
      "not_found",
    );
    await expectError(await student.get("/api/exercises/nosuch"), 404, "not_found");
  });

  test("answers 422 with the issues to a body that is not as it should be, and 413 to one that is too large", async () => {
    const { id } = await start(student);
    const query = `/api/exercise-sessions/query/${id}`;
    const bodies = [{}, { sql: 1 }, { sql: "SELECT 1", maxRows: 0 }, { sql: "SELECT 1", console: "third" }];
    for (const data of bodies) {
      const { details } = await expectError(await student.post(query, { data }), 422, "invalid_request");
      expect(details).toEqual(expect.arrayContaining([expect.objectContaining({ path: expect.any(Array) })]));
    }
    await expectError(await student.post("/api/exercise-sessions/start", { data: {} }), 422, "invalid_request");
    const headers = { "Content-Type": "application/json" };
    await expectError(await student.post(query, { headers, data: Buffer.from("{not json") }), 422, "invalid_request");
    await expectError(
      await student.post(query, { data: { sql: `SELECT '${"x".repeat(1_100_000)}'` } }),
      413,
      "payload_too_large",
    );
    await expectError(await student.post(query, { data: { sql: "x".repeat(8_000_000) } }), 413, "payload_too_large");
  });

  test("refuses a changing request that another site's page sends", async () => {
    const send = (headers: Record<string, string>) =>
      student.post("/api/exercise-sessions/start", { headers, data: { exerciseId: exercise } });
    await expectError(await send({ Origin: "https://elsewhere.example" }), 403, "forbidden");
    await expectError(await send({ Origin: "null" }), 403, "forbidden");
    await expectError(await send({ "Sec-Fetch-Site": "cross-site" }), 403, "forbidden");
  });

  test("shows the class to a teacher with 200 and to a student not at all, with 403", async () => {
    const { id } = await start(student);
    await expectError(await student.get("/api/class/sessions"), 403, "forbidden");
    const { sessions } = await (await teacher.get("/api/class/sessions")).json();
    expect(sessions.map((one: unknown) => classSessionSchema.strict().parse(one).session.id)).toContain(id);
    expect((await teacher.delete(`/api/exercise-sessions/${id}`)).status()).toBe(204);
  });

  test("lists exercises without a solution, and finds one by slug or id", async () => {
    const answer = await student.get("/api/exercises");
    const { exercises } = await answer.json();
    expect(exercises.length).toBeGreaterThanOrEqual(8);
    for (const one of exercises) exerciseSchema.strict().parse(one);
    expect(await answer.text()).not.toMatch(/solution|knownMistakes|hidden/i);
    const bySlug = await (await student.get(`/api/exercises/${exercise}`)).json();
    const byId = await (await student.get(`/api/exercises/${bySlug.exercise.id}`)).json();
    expect(byId).toEqual(bySlug);
  });

  test("streams a start's stages as server-sent events", async ({ baseURL }) => {
    const prefer = { Prefer: "respond-async" };
    const begun = await student.post("/api/exercise-sessions/start", {
      headers: prefer,
      data: { exerciseId: exercise },
    });
    const { session } = await begun.json();
    // One that waited in the pool is ready at once.
    expect(["starting", "ready"]).toContain(session.state);
    const { cookies } = await student.storageState();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const stop = new AbortController();
    const stream = await fetch(`${baseURL}/api/exercise-sessions/${session.id}/events`, {
      headers: { cookie },
      signal: stop.signal,
    });
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    let text = "";
    for await (const chunk of stream.body ?? []) {
      text += Buffer.from(chunk).toString("utf8");
      if (/"state":"ready"/.test(text)) break;
    }
    stop.abort();
    const events = [...text.matchAll(/^event: session\ndata: (.*)$/gm)].map(([, data]) =>
      sessionEventSchema.strict().parse(JSON.parse(data ?? "")),
    );
    expect(events[0]?.session.id).toBe(session.id);
    expect(events.at(-1)).toMatchObject({ session: { state: "ready" }, stage: null, failure: null });
  });

  test("answers queries on the one shared copy of a database, which nobody can change", async ({ request }) => {
    const ask = (sql: string, database = "library", api = student) =>
      api.post(`/api/databases/${database}/query`, { data: { sql } });
    const answer = await ask("SELECT 1 AS one; DELETE FROM member");
    expect(answer.status()).toBe(200);
    expect(queryResponseSchema.strict().parse(await answer.json())).toMatchObject({
      results: [
        { kind: "rows", rows: [["1"]] },
        { kind: "error", reason: "sql", sqlState: "25006" },
      ],
      transaction: "idle",
    });
    await expectError(await ask("SELECT 1", "nothing"), 404, "not_found");
    await expectError(await ask("SELECT 1", "library", request), 401, "unauthenticated");
  });

  test("exports a whole result as a file, and breaks off where the rows end with an error", async () => {
    const session = await start(student);
    const take = (sql: string) =>
      student.post(`/api/exercise-sessions/${session.id}/export`, { data: { sql, format: "csv" } });
    const answer = await take("SELECT g, NULL AS nothing, '' AS empty FROM generate_series(1, 20000) g");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="late-returns-[\d-]+\.csv"$/);
    const lines = (await answer.text()).split("\r\n");
    expect([lines.length, lines[0], lines[20_000]]).toEqual([20_002, "g,nothing,empty", '20000,,""']);
    await expect(take("SELECT 1 / (5000 - g) FROM generate_series(1, 9000) g")).rejects.toThrow();
    const error = await expectError(await take("SELECT * FROM nosuch"), 422, "statement_failed");
    expect(error).toMatchObject({
      message: 'relation "nosuch" does not exist',
      details: { sqlState: "42P01", position: 15 },
    });
    await expectError(await take("DELETE FROM member RETURNING *"), 422, "statement_failed");
  });

  test("keeps idle connections longer than browsers and proxies do", async ({ request }) => {
    const { "keep-alive": keepAlive = "" } = (await request.get("/api/health")).headers();
    expect(Number(/timeout=(\d+)/.exec(keepAlive)?.[1])).toBeGreaterThan(120);
  });

  test("tells its health to everybody", async ({ request }) => {
    const answer = await request.get("/api/health");
    expect(answer.status()).toBe(200);
    expect(healthSchema.strict().parse(await answer.json())).toMatchObject({
      status: "ok",
      dependencies: { database: { ok: true }, docker: { ok: true }, keeper: { ok: true } },
      templates: { failed: 0 },
    });
  });

  test("gives fifty simultaneous starts one container", async () => {
    const starts = await Promise.all(
      Array.from({ length: 50 }, () =>
        student.post("/api/exercise-sessions/start", { data: { exerciseId: exercise } }),
      ),
    );
    const sessions = await Promise.all(starts.map(async (answer) => (await answer.json()).session));
    expect(starts.map((answer) => answer.status()).sort()).toEqual([...Array(49).fill(200), 201]);
    expect(new Set(sessions.map(({ containerName }) => containerName)).size).toBe(1);
    expect(sessions.every(({ state }) => state === "ready")).toBe(true);
  });
});
