import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StatementResult } from "@/lib/schemas/query";
import type { Viewer } from "@/lib/schemas/user";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

/** A teacher's SQL with every hole that everybody's rights can have. */
const schemaSql = `
  CREATE TABLE member (id int PRIMARY KEY, name text NOT NULL);
  ALTER TABLE member ENABLE ROW LEVEL SECURITY;
  CREATE TABLE log (entry text);
  CREATE SCHEMA shop;
  CREATE TABLE shop.item (id int GENERATED ALWAYS AS IDENTITY, price numeric(8,2));
  CREATE SEQUENCE ticket;
  CREATE VIEW loud AS SELECT id, upper(name) AS name FROM member;
  CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql AS 'SELECT upper($1)';
  CREATE FUNCTION sneak() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'INSERT INTO log VALUES (1) RETURNING 1';
  CREATE FUNCTION sneak_add(int, int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO log VALUES ('sum'); RETURN $1; END $$;
  CREATE AGGREGATE sneak_sum(int) (sfunc = sneak_add, stype = int, initcond = '0');
  CREATE PROCEDURE commit_now() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
  CREATE ROLE clerk LOGIN PASSWORD 'clerk';
  GRANT ALL ON ALL TABLES IN SCHEMA public, shop TO PUBLIC;
  GRANT UPDATE (name) ON member TO PUBLIC;
  GRANT ALL ON ALL SEQUENCES IN SCHEMA public, shop TO PUBLIC;
  GRANT ALL ON SCHEMA public, shop TO PUBLIC;`;
const seedSql = "INSERT INTO member VALUES (1, 'Ada'), (2, 'Grace'); INSERT INTO shop.item (price) VALUES (9.5);";

describe("the shared copies", () => {
  let carrel: TestInstallation;
  let exercise: Awaited<ReturnType<TestInstallation["createExercise"]>>;
  let ada: Viewer;
  let grace: Viewer;

  beforeAll(async () => {
    carrel = await openTestInstallation({ QUERY_TIMEOUT_MS: "2000", KEEPER_SETTLE_MS: "0" });
    exercise = await carrel.createExercise({ schemaSql, seedSql });
    [ada, grace] = await Promise.all([carrel.createStudent(), carrel.createStudent()]);
  });
  afterAll(async () => {
    for (const { name } of await carrel.database.sharedCopy.findMany()) await carrel.sharedCopies.discard(name);
    await carrel.close();
  });

  const run = async (sql: string, viewer = ada) =>
    (await carrel.sharedQueries.run(viewer, exercise.slug, { sql })).results;
  const last = async (sql: string, viewer = ada) => (await run(sql, viewer)).at(-1);
  const copies = async () => (await carrel.containers.listContainers()).filter(({ role }) => role === "shared");
  const timeless = (results: StatementResult[]) => results.map(({ durationMs: _, ...result }) => result);

  it("starts one container however many ask at once, and answers by id and by slug", async () => {
    const asked = Array.from({ length: 12 }, async (_, index) => {
      const viewer = await carrel.createStudent();
      const database = index % 2 === 0 ? exercise.databaseId : exercise.slug;
      return carrel.sharedQueries.run(viewer, database, { sql: "SELECT count(*) FROM member" });
    });
    for (const { results, transaction } of await Promise.all(asked)) {
      expect(results).toMatchObject([{ kind: "rows", rows: [["2"]] }]);
      expect(transaction).toBe("idle");
    }
    expect(await copies()).toHaveLength(1);
  });

  it("answers as a session of one's own does", async () => {
    const { session } = await carrel.sessions.startSession(grace, { exerciseId: exercise.exerciseId, wait: true });
    const sql = `TABLE member; SELECT shout('a'), * FROM loud; SELECT * FROM shop.item; \\d member
      SELECT last_value FROM ticket; SELECT 1/0`;
    const own = await carrel.sessions.query(grace, session.id, { sql, console: "main" });
    expect(timeless(await run(sql))).toEqual(timeless(own.results));
    await carrel.sessions.endSession(grace, session.id);
  });

  it("keeps to its limits on rows", async () => {
    const { results } = await carrel.sharedQueries.run(ada, exercise.slug, { sql: "TABLE member", maxRows: 1 });
    expect(results).toMatchObject([{ kind: "rows", rowCount: 1, truncated: true }]);
  });

  it.each([
    "INSERT INTO member VALUES (3, 'x')",
    "UPDATE member SET name = 'x'",
    "DELETE FROM shop.item",
    "TRUNCATE log",
    "WITH gone AS (DELETE FROM member RETURNING *) SELECT * FROM gone",
    "SELECT * FROM member FOR UPDATE",
    "LOCK TABLE member IN SHARE MODE",
    "UPDATE loud SET id = 9",
    "SELECT nextval('ticket')",
    "SELECT setval('ticket', 9)",
    "SELECT sneak()",
    "SELECT sneak_sum(id) FROM member",
    "CREATE TABLE mine (id int)",
    "CREATE TABLE shop.mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE TEMP TABLE mine (id int)",
    "SELECT 1 AS a INTO TEMP mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "DO $$ BEGIN PERFORM 1; END $$",
    "CREATE ROLE mine",
    "ALTER TABLE member DISABLE ROW LEVEL SECURITY",
    "DROP TABLE log",
    "COMMENT ON TABLE member IS 'x'",
    "SET ROLE student",
    "SET SESSION AUTHORIZATION student",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_try_advisory_xact_lock_shared(1, 2)",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_notify('a', 'b')",
    "SELECT pg_logical_emit_message(false, 'a', 'b')",
    "SELECT pg_terminate_backend(pid) FROM pg_locks",
    "SELECT pg_cancel_backend(1)",
    "SELECT query FROM pg_stat_activity",
    "SELECT rolpassword FROM pg_authid",
    "SELECT pg_read_file('/etc/passwd')",
    "COPY member TO PROGRAM 'cat'",
    "COPY member TO '/tmp/x'",
    "SET temp_file_limit = -1",
    "ALTER SYSTEM SET work_mem = '1GB'",
    "ALTER ROLE student LOGIN PASSWORD 'x'",
    "ALTER DATABASE exercise SET search_path = ''",
    "CREATE DATABASE mine",
    "REINDEX TABLE member",
  ])("refuses, also when the transaction may write: %s", async (sql) => {
    const result = await last(`SET TRANSACTION READ WRITE; ${sql}`);
    expect(result).toMatchObject({
      kind: "error",
      reason: "sql",
      sqlState: expect.stringMatching(/^(42501|25001|22023)$/),
    });
  });

  it.each(["VACUUM member", "CHECKPOINT", "CLUSTER", "CALL commit_now()", "PREPARE TRANSACTION 'a'"])(
    "refuses %s",
    async (sql) => {
      expect(await last(`SET TRANSACTION READ WRITE; ${sql}`)).toMatchObject({ kind: "error", reason: "sql" });
    },
  );

  it.each(["COMMIT", "/* */ end", "ROLLBACK", "BEGIN", "SAVEPOINT a", ";;COMMIT", "SELECT $1"])(
    "lets nobody end the transaction: %s",
    async (sql) => {
      const results = await run(`SELECT 1; ${sql}; SELECT 2`);
      expect(results).toMatchObject([{ kind: "rows" }, { kind: "error", reason: "limit" }]);
    },
  );

  it("forgets all that one person set, prepared, listened to or changed of the role", async () => {
    const changes = `SET TRANSACTION READ WRITE; SET search_path = shop; PREPARE mine AS SELECT 1; LISTEN mine; NOTIFY mine;
      ALTER ROLE CURRENT_USER PASSWORD 'mine'; ALTER ROLE CURRENT_USER SET work_mem = '64kB'; DROP OWNED BY CURRENT_USER;
      DECLARE mine CURSOR WITH HOLD FOR SELECT 1`;
    expect((await run(changes)).map(({ kind }) => kind)).toEqual(Array(9).fill("command"));
    for (const viewer of [ada, grace]) {
      const looks = `SHOW search_path; SHOW work_mem; SELECT name FROM pg_prepared_statements; SELECT pg_listening_channels();
        SELECT name FROM pg_cursors WHERE is_holdable; SELECT setconfig FROM pg_db_role_setting WHERE setrole::regrole::text = CURRENT_USER`;
      expect((await run(looks, viewer)).map((result) => (result.kind === "rows" ? result.rows : result))).toEqual([
        [['"$user", public']],
        [["4MB"]],
        [],
        [],
        [],
        [["{temp_file_limit=128MB}"]],
      ]);
    }
  });

  it("stops what takes too long, while another person's answer comes at once", async () => {
    const slow = last("SELECT pg_sleep(60)");
    expect(await last("SELECT 1", grace)).toMatchObject({ kind: "rows" });
    expect(await slow).toMatchObject({ kind: "error", reason: "timeout" });
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
  });

  it("answers a statement that is greedy for memory with an error, and the others go on", async () => {
    const [before] = await copies();
    const slow = last("SELECT pg_sleep(1), 'there'", grace);
    const greedy = await last("SELECT length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 900)");
    expect(greedy).toMatchObject({ kind: "error", sqlState: "53200" });
    expect(await slow).toMatchObject({ kind: "rows" });
    expect((await copies()).map(({ id }) => id)).toEqual([before?.id]);
  });

  it("is replaced where a statement heeds nothing that would end it, and the others' answers come all the while", async () => {
    const [before] = await copies();
    let isOver = false;
    // PostgreSQL's scanner does not look up while it looks for the ends of all these comments.
    const stubborn = last("/*".repeat(500_000)).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      expect(await last("SELECT pg_sleep(0.2), 'there'", grace)).toMatchObject({ kind: "rows", rows: [["", "there"]] });
    }
    expect(await stubborn).toMatchObject({ kind: "error", reason: "timeout" });
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
    const [after, ...others] = await copies();
    expect(others).toEqual([]);
    expect(after?.id).not.toBe(before?.id);
  });

  it("says what happens to the shared copy, and not to a database of one's own", async () => {
    expect(await last("COPY member TO STDOUT")).toMatchObject({ reason: "limit", hint: "Use SELECT." });
    const ended = await last("SELECT pg_terminate_backend(pg_backend_pid())");
    expect(JSON.stringify([ended, await last("\\c other"), await last("\\q")])).not.toMatch(/your database/i);
  });

  it("is not there for whom it is not", async () => {
    const find = (viewer: Viewer, database: string) => carrel.sharedQueries.run(viewer, database, { sql: "SELECT 1" });
    await expect(find(ada, "nothing")).rejects.toMatchObject({ code: "not_found" });
    const hidden = await carrel.createExercise({ build: false });
    await carrel.database.exercise.update({ where: { id: hidden.exerciseId }, data: { published: false } });
    await expect(find(ada, hidden.slug)).rejects.toMatchObject({ code: "not_found" });
    const teacher = await carrel.createTeacher();
    const building = { code: "template_unavailable", retryAfterSeconds: 5 };
    await expect(find(teacher, hidden.slug)).rejects.toMatchObject(building);
  });

  it("is made anew when it was killed, and the keeper takes away one that nobody asks for", async () => {
    const [killed] = await copies();
    await carrel.docker.getContainer(killed?.id ?? "").kill();
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
    const [next, ...others] = await copies();
    expect(others).toEqual([]);
    expect(next?.id).not.toBe(killed?.id);
    await carrel.keeper.keepSessions();
    expect(await copies()).toHaveLength(1);
    await carrel.docker.getContainer(next?.id ?? "").kill();
    await carrel.keeper.keepSessions();
    expect(await copies()).toEqual([]);
    expect(await carrel.database.sharedCopy.count()).toBe(0);
  });

  it("does not open where there is no room, and takes of the room that sessions have", async () => {
    await carrel.database.$executeRaw`UPDATE fleet_state SET max_running = 0`;
    await expect(last("SELECT 1")).rejects.toMatchObject({ code: "capacity_full" });
    await carrel.database.$executeRaw`UPDATE fleet_state SET max_running = 4`;
    expect(await last("SELECT 1")).toMatchObject({ kind: "rows" });
    expect(await carrel.database.$queryRaw`SELECT places_in_all(100) AS places`).toEqual([{ places: 3 }]);
    await carrel.database.$executeRaw`UPDATE fleet_state SET max_running = NULL`;
  });

  it("goes when nobody used it for long, and so does one whose starter died", async () => {
    await carrel.database.$executeRaw`UPDATE shared_copies SET state = 'starting', lease_until = now()`;
    const answers = await Promise.all([last("SELECT 1"), last("SELECT 1", grace)]);
    expect(answers).toMatchObject([{ kind: "rows" }, { kind: "rows" }]);
    await carrel.keeper.keepSessions();
    expect(await copies()).toHaveLength(1);
    await carrel.database.$executeRaw`UPDATE shared_copies SET last_used_at = now() - interval '1 day'`;
    await carrel.keeper.keepSessions();
    expect(await copies()).toEqual([]);
  });

  it("goes when its template is outdated, and the next one has what is new", async () => {
    expect(await last("SELECT name FROM member")).toMatchObject({ rows: [["Ada"], ["Grace"]] });
    const [old] = await copies();
    const data = { seedSql: "INSERT INTO member VALUES (5, 'Barbara');", buildState: "building" as const };
    await carrel.database.exerciseDatabase.update({ where: { id: exercise.databaseId }, data });
    await carrel.templates.ensureTemplate(exercise.databaseId);
    expect(await last("SELECT name FROM member")).toMatchObject({ rows: [["Barbara"]] });
    await carrel.keeper.keepSessions();
    const left = await copies();
    expect(left).toHaveLength(1);
    expect(left[0]?.id).not.toBe(old?.id);
  });
});
