import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runInContainer } from "@/lib/containers/run-in-container";
import type { Connection, Session } from "@/lib/schemas/session";
import type { Viewer } from "@/lib/schemas/user";
import { SessionRepository } from "@/lib/sessions/session-repository";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import { DiskPatrol } from "./disk-patrol";

const rows = (count: number) => `SELECT n, repeat('x', 1000) FROM generate_series(1, ${count}) AS n`;
/** Some fifty megabytes a second at the most: what is written until somebody looks stays far below a second quota. */
const endless = `DO $$ BEGIN LOOP INSERT INTO big ${rows(1000)}; PERFORM pg_sleep(0.02); END LOOP; END $$`;
const slower = `DO $$ BEGIN LOOP INSERT INTO big ${rows(500)}; PERFORM pg_sleep(0.02); END LOOP; END $$`;
const committing = `DO $$ BEGIN LOOP INSERT INTO big ${rows(1000)}; COMMIT; PERFORM pg_sleep(0.02); END LOOP; END $$`;

describe("DiskPatrol", () => {
  let carrel: TestInstallation;
  let student: Viewer;
  let exerciseId: string;
  let id: string;
  let connection: Connection;
  let clients: pg.Client[] = [];
  const stopped = new AbortController();
  let patrolling: Promise<void>;

  beforeAll(async () => {
    carrel = await openTestInstallation({
      SESSION_DISK_MB: "128",
      SESSION_FILE_SIZE_MB: "4096",
      QUERY_TIMEOUT_MS: "50000",
    });
    ({ exerciseId } = await carrel.createExercise());
    student = await carrel.createStudent();
    ({
      session: { id },
    } = await carrel.sessions.startSession(student, { exerciseId, wait: true }));
    patrolling = carrel.diskPatrol.run(stopped.signal);
    connection = await carrel.sessions.getConnection(student, id);
  });
  beforeEach(async () => {
    // Another container, so that nothing is remembered of whoever was stopped before.
    await carrel.sessions.resetSession(student, id);
    connection = await carrel.sessions.getConnection(student, id);
    const sql = "DROP TABLE IF EXISTS big, kept; CREATE TABLE kept AS SELECT 1 AS x; CREATE TABLE big (n int, t text)";
    const errors = async () => (await page(sql)).filter(({ kind }) => kind === "error");
    await expect.poll(errors).toEqual([]);
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
    clients = [];
  });
  afterAll(async () => {
    stopped.abort();
    await patrolling;
    await carrel.sessions.endSession(student, id);
    await carrel.close();
  });

  const page = async (sql: string) => (await carrel.sessions.query(student, id, { sql, console: "main" })).results;
  const connect = async (some: pg.ClientConfig = {}) => {
    const { host, port, database, user, password } = connection;
    const client = new pg.Client({ host, port, database, user, password, ...some });
    client.on("error", () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  /**
   * What was committed is there, and there is room again. While space is still being given back, the page's console may take
   * that for its own statement's doing, and says so.
   */
  const expectRoom = async () => {
    await expect.poll(() => page("TABLE kept")).toMatchObject([{ rows: [["1"]] }]);
    const growing = `CREATE TABLE again AS ${rows(5000)}; DROP TABLE again`;
    const grown = async () => (await page(growing)).map(({ kind }) => kind);
    await expect.poll(grown, { timeout: 10_000 }).toEqual(["command", "command"]);
  };
  const cancelled = { code: "57014", message: "canceling statement due to user request" };

  it.each([
    ["an endless INSERT", endless],
    [
      "a sort that spills",
      "SELECT count(*) FROM (SELECT n FROM generate_series(1, 50000000) AS n ORDER BY -n OFFSET 1) AS s",
    ],
  ])("cancels %s of a client's, and its next query works", async (_what, sql) => {
    const client = await connect();
    await expect(client.query(sql)).rejects.toMatchObject(cancelled);
    expect((await client.query("SELECT count(*)::int AS count FROM big")).rows).toEqual([{ count: 0 }]);
    await expectRoom();
  });

  it("stops psql in the container, and one that calls itself a console of Carrel's", async () => {
    const { containerName } = await carrel.sessions.getSession(student, id);
    const psql = (sql: string) =>
      runInContainer(carrel.docker, {
        container: containerName ?? "",
        command: ["psql", "--host=127.0.0.1", "--username=student", "--dbname=exercise", "--command", sql],
        environment: [`PGPASSWORD=${connection.password}`],
      });
    expect(await psql(endless)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(cancelled.message) });
    const posing = await connect({ application_name: "carrel" });
    await expect(posing.query(slower)).rejects.toMatchObject(cancelled);
    await expectRoom();
  });

  it("lets a client over the quota read and tidy up, and grow nothing", async () => {
    const [client, other] = [await connect(), await connect()];
    await expect(client.query(committing)).rejects.toMatchObject(cancelled);
    expect((await other.query("SELECT count(*) > 10000 AS many FROM big")).rows).toEqual([{ many: true }]);
    await expect(client.query(endless)).rejects.toMatchObject({ code: expect.stringMatching(/^57(014|P01)$/) });
    await other.query("DELETE FROM big WHERE n % 2 = 0");
    await other.query("VACUUM big");
    await other.query("TRUNCATE big");
    await expectRoom();
  });

  it("ends a client that keeps in an open transaction what it wrote", async () => {
    const holding = await connect();
    await holding.query("BEGIN");
    const failed = await Promise.allSettled([
      (async () => {
        for (;;) await holding.query(`INSERT INTO big ${rows(2000)}`);
      })(),
    ]);
    expect(failed[0]).toMatchObject({ status: "rejected" });
    await holding.end().catch(() => undefined);
    await expectRoom();
  });

  it("stops all of fifty clients that write at once, as far as there are connections for them", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => connect()));
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused.length).toBeGreaterThan(25);
    expect(refused[0]).toMatchObject({ reason: { code: "53300" } });
    // Connections of earlier clients may have been about to end.
    while (await connect().catch(() => null));
    // The page's own connection is one of those that there are.
    expect(await page("TABLE kept")).toMatchObject([{ rows: [["1"]] }]);
    const second = carrel.sessions.query(student, id, { sql: "SELECT 1", console: "second" });
    await expect(second).rejects.toMatchObject({
      code: "conflict",
      publicMessage: expect.stringContaining("Close one"),
    });
    const writing = await Promise.allSettled(clients.map((client) => client.query(endless)));
    expect(writing.every(({ status }) => status === "rejected")).toBe(true);
    await expectRoom();
  });

  it("never runs what a student made, and connects only while somebody is there", async () => {
    const admin = await connect({
      user: "carrel",
      password: (await carrel.database.exerciseSession.findUniqueOrThrow({ where: { id } })).adminPassword ?? "",
    });
    const watchers = async () =>
      (await admin.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'carrel-guard'")).rowCount;
    await expect.poll(watchers, { timeout: 10_000 }).toBe(0);
    const client = await connect();
    await client.query(`
      CREATE TABLE spy AS SELECT current_user AS who;
      CREATE FUNCTION public.note(int) RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO public.spy SELECT current_user; RETURN $1; END $$;
      CREATE FUNCTION public.steady(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
        $$ BEGIN RETURN public.note($1); END $$;
      CREATE FUNCTION public.sum(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT public.note(1)::bigint';
      CREATE FUNCTION public.pg_database_size(oid) RETURNS bigint LANGUAGE sql AS 'SELECT public.note(1)::bigint';
      CREATE FUNCTION public.left(text, int) RETURNS text LANGUAGE sql AS 'SELECT public.note(1)::text';
      CREATE INDEX ON big (public.steady(n))`);
    await expect.poll(watchers, { timeout: 10_000 }).toBe(1);
    await client.query("INSERT INTO big VALUES (1)");
    await expect(client.query(`CREATE TABLE other AS ${rows(20_000_000)}`)).rejects.toMatchObject(cancelled);
    expect((await client.query("SELECT DISTINCT who FROM spy")).rows).toEqual([{ who: "student" }]);
    await client.query("DROP TABLE spy, big; DROP FUNCTION steady(int), note(int)");
    await client.query("DROP FUNCTION public.sum(bigint), public.pg_database_size(oid), public.left(text, int)");
    await client.end();
    await expect.poll(watchers, { timeout: 10_000 }).toBe(0);
  });

  it("refuses a template that would leave its students no room, and says so to the teacher", async () => {
    const { databaseId } = await carrel.createExercise({
      schemaSql: "CREATE TABLE large (n int, t text);",
      seedSql: `INSERT INTO large ${rows(80_000)};`,
    });
    const { buildState, buildError } = await carrel.database.exerciseDatabase.findUniqueOrThrow({
      where: { id: databaseId },
    });
    expect(buildState).toBe("failed");
    expect(buildError).toMatchObject({ sqlState: "53100", message: expect.stringContaining("at most 96 MB") });
  });

  describe("of a container whose way in was shown to nobody", () => {
    let other: Viewer;
    let session: Session;
    let readings = 0;
    let ending: () => Promise<void> = () => Promise.resolve();

    beforeAll(async () => {
      // The keeper's own would come by as well, if only once a minute.
      stopped.abort();
      await patrolling;
      other = await carrel.createStudent();
      ({ session } = await carrel.sessions.startSession(other, { exerciseId, wait: true }));
    });
    afterEach(() => ending());
    afterAll(() => carrel.sessions.endSession(other, session.id));

    const ran = async (sql: string) =>
      (await carrel.sessions.query(other, session.id, { sql, console: "main" })).results;
    /** A patrol of this one container. */
    const watch = (some: { unshownLookMs: number; readFreeDiskBytes: () => Promise<number | null> }) => {
      const { unshownLookMs, readFreeDiskBytes } = some;
      const repository = new SessionRepository(carrel.database, { leaseMs: 0, retentionMs: 0 });
      const listReachable = async () => (await repository.listReachable()).filter(({ id }) => id === session.id);
      const readStats = (name: string) => {
        readings++;
        return carrel.containers.readStats(name);
      };
      const patrol = new DiskPatrol({
        ...carrel,
        repository: { listReachable },
        containers: { host: carrel.containers.host, readStats, readFreeDiskBytes },
        hibernator: { forceSleep: () => Promise.reject(new Error("nothing overflows here")) },
        diskBytes: carrel.config.session.diskBytes,
        unshownLookMs,
      });
      const over = new AbortController();
      const running = patrol.run(over.signal);
      ending = () => {
        over.abort();
        return running;
      };
    };

    it("does not connect while it rests, and does once something ran in it", async () => {
      watch({ unshownLookMs: 50, readFreeDiskBytes: async () => null });
      // PostgreSQL's own count, of all that there ever were.
      const connections = async () => {
        const [result] = await ran("SELECT sum(sessions) FROM pg_catalog.pg_stat_database");
        return result?.kind === "rows" ? Number(result.rows[0]?.[0]) : Number.NaN;
      };
      const connectionsMeanwhile = async () => {
        const [before, from] = [await connections(), readings];
        await expect.poll(() => readings, { timeout: 10_000 }).toBeGreaterThan(from + 2);
        return (await connections()) - before;
      };
      // What the start itself took may be looked into.
      await expect.poll(connectionsMeanwhile, { timeout: 20_000 }).toBe(0);
      const before = await connections();
      await ran("SELECT count(*) FROM generate_series(1, 5000) AS a, generate_series(1, 5000) AS b");
      await expect.poll(connections, { timeout: 10_000 }).toBeGreaterThan(before);
    });

    it("comes at once when the host's disk fills, and stops a client that got in by a password of its own", async () => {
      await ran("CREATE TABLE big (n int, t text); ALTER ROLE student PASSWORD 'of my own'");
      let looks = 0;
      const readFreeDiskBytes = async () => 1e12 - Math.max(0, ++looks - 2) * carrel.config.session.diskBytes;
      watch({ unshownLookMs: 3_600_000, readFreeDiskBytes });
      const { port } = await carrel.sessions.getSession(other, session.id);
      const client = await connect({ port: port ?? 0, password: "of my own" });
      await expect(client.query(endless)).rejects.toMatchObject(cancelled);
      expect(looks).toBeGreaterThan(2);
    });
  });
});
