import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseSchemaSchema } from "@/lib/schemas/database-schema";
import { type QueryResponse, queryResponseSchema } from "@/lib/schemas/query";
import type { Viewer } from "@/lib/schemas/user";
import type { HostileInput } from "@/lib/testing/hostile/hostile-input";
import { hostileLoad } from "@/lib/testing/hostile/hostile-load";
import { hostileObjects } from "@/lib/testing/hostile/hostile-objects";
import { hostileRoles } from "@/lib/testing/hostile/hostile-roles";
import { hostileText } from "@/lib/testing/hostile/hostile-text";
import { readUsedMemory } from "@/lib/testing/read-used-memory";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";

const mebibyte = 1024 * 1024;

/** Small, so that what is without end ends soon. */
const limits = {
  QUERY_TIMEOUT_MS: "1500",
  QUERY_MAX_RESULT_BYTES: String(mebibyte),
  SESSION_DISK_MB: "128",
  SESSION_MEMORY_MB: "128",
};

/** A whole answer: rows and notices within the limit on size, escapes and what surrounds them. */
const maxAnswerBytes = 8 * mebibyte;

describe("a hostile student", () => {
  let carrel: TestInstallation;
  let student: Viewer;
  let neighbour: Viewer;
  let exerciseId: string;
  let id: string;
  let neighbourId: string;

  beforeAll(async () => {
    carrel = await openTestInstallation(limits);
    ({ exerciseId } = await carrel.createExercise());
    [student, neighbour] = [await carrel.createStudent("hostile"), await carrel.createStudent("neighbour")];
    const start = async (viewer: Viewer) =>
      (await carrel.sessions.startSession(viewer, { exerciseId, wait: true })).session.id;
    [id, neighbourId] = await Promise.all([start(student), start(neighbour)]);
  });
  afterAll(async () => {
    await carrel.sessions.endSession(student, id);
    await carrel.sessions.endSession(neighbour, neighbourId);
    await carrel.close();
  });

  /** One request, whose answer is within the contract whatever it asks. */
  async function run(sql: string, console: "main" | "second" = "main"): Promise<QueryResponse> {
    const answer = await carrel.sessions.query(student, id, { sql, console });
    const json = JSON.stringify(queryResponseSchema.strict().parse(answer));
    expect(Buffer.byteLength(json)).toBeLessThan(maxAnswerBytes);
    return answer;
  }

  /** The next query works; where a connection is over, or the machine is busy, it says so, and the one after works. */
  async function expectAlive(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const [result] = (await run("ROLLBACK; SELECT 1 AS alive")).results.slice(-1);
      if (result?.kind === "error" && /connection|timeout/.test(result.reason) && attempt < 3) continue;
      expect(result).toMatchObject({ kind: "rows", rows: [["1"]] });
      return;
    }
  }

  /** Another student's queries are answered all the while. */
  async function besideNeighbour<T>(work: () => Promise<T>): Promise<T> {
    let isOver = false;
    const working = work().finally(() => {
      isOver = true;
    });
    do {
      const { results } = await carrel.sessions.query(neighbour, neighbourId, { sql: "TABLE member", console: "main" });
      expect(results).toMatchObject([{ kind: "rows", rowCount: 2 }]);
    } while (!isOver && (await Promise.race([working.then(() => false), after(100)])));
    return working;
  }

  async function attack({ sql, expects, resets }: HostileInput): Promise<void> {
    let last: unknown;
    for (const request of [sql].flat()) last = (await run(request)).results.at(-1);
    expect(last).toMatchObject(expects);
    if (resets) await carrel.sessions.resetSession(student, id);
    await expectAlive();
  }

  describe.each([
    ["with roles, the database and the server", hostileRoles],
    ["with what a database holds", hostileObjects],
    ["with text and settings", hostileText],
    ["with load", hostileLoad],
  ])("%s", (_group, inputs) => {
    it.each(inputs)("hurts nobody else, and works on: $name", (input) => besideNeighbour(() => attack(input)));
  });

  const schema = async () => databaseSchemaSchema.strict().parse(await carrel.sessions.readSchema(student, id));

  it("gets no further by what runs when Carrel counts rows", async () => {
    await run(`
      CREATE TABLE bait (x int); INSERT INTO bait VALUES (1);
      CREATE FUNCTION climb() RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
          IF current_user = 'carrel' OR session_user = 'carrel' THEN EXECUTE 'ALTER ROLE student SUPERUSER'; END IF;
          RETURN true;
        END $$;
      CREATE FUNCTION harmless(int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN climb(); END $$;
      CREATE INDEX ON bait (x) WHERE harmless(1)`);
    const { tables } = await schema();
    expect(tables.find(({ name }) => name === "bait")).toMatchObject({ rowCount: 1 });
    expect((await run("SELECT rolsuper FROM pg_roles WHERE rolname = 'student'")).results).toMatchObject([
      { rows: [["f"]] },
    ]);
    await run("DROP TABLE bait");
  });

  it("has the tables listed, or is told why not, while they are locked, slow to count, and described at length", async () => {
    await run(`
      CREATE TABLE bait (x int); COMMENT ON TABLE bait IS 'x';
      CREATE FUNCTION sleepy(int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(60); RETURN true; END $$;
      SET check_function_bodies = off`);
    await run("BEGIN; LOCK TABLE member, bait IN ACCESS EXCLUSIVE MODE", "second");
    await besideNeighbour(async () => {
      expect((await schema()).tables.find(({ name }) => name === "member")).toMatchObject({ rowCount: null });
    });
    await run("ROLLBACK", "second");
    await run("DO $$ BEGIN EXECUTE format('COMMENT ON TABLE bait IS %L', repeat('x', 20000000)); END $$");
    for (let part = 0; part < 5; part++) {
      await run(`DO $$ BEGIN FOR n IN 1..20 LOOP
        EXECUTE format('CREATE VIEW long_${part}_%s AS SELECT %L AS x', n, repeat('y', 200000)); END LOOP; END $$`);
    }
    await besideNeighbour(() =>
      schema().then(
        (listed) => expect(JSON.stringify(listed).length).toBeLessThan(maxAnswerBytes),
        (refusal) => expect(refusal).toMatchObject({ code: "conflict" }),
      ),
    );
    await carrel.sessions.resetSession(student, id);
  });

  it("is told so when every connection is taken by clients of their own, and works on when they are gone", async () => {
    await run("SELECT 1");
    const { uri } = await carrel.sessions.getConnection(student, id);
    const clients = await Promise.all(Array.from({ length: 50 }, () => openClient(uri)));
    const open = clients.filter((client) => client !== null);
    expect(open.length).toBeGreaterThan(10);
    await run("SELECT pg_terminate_backend(pg_backend_pid())").catch(() => undefined);
    // The place that its backend leaves is taken as soon as it is free.
    const takesPlace = async () => {
      const client = await openClient(uri);
      if (client) open.push(client);
      return client !== null;
    };
    await expect.poll(takesPlace, { timeout: 10_000 }).toBe(true);
    await expect(besideNeighbour(() => run("SELECT 1"))).rejects.toMatchObject({ code: "conflict" });
    await besideNeighbour(schema);
    await Promise.all(open.map((client) => client.end()));
    const kind = () =>
      run("SELECT 1").then(
        ({ results }) => results[0]?.kind,
        () => "refused",
      );
    await expect.poll(kind, { timeout: 10_000 }).toBe("rows");
  });

  it("has the database started anew, with what was committed, where a statement heeds nothing that would end it", async () => {
    await run("CREATE TABLE kept AS SELECT 1 AS x");
    const startOf = async () => (await run("SELECT pg_postmaster_start_time() FROM kept")).results[0];
    const before = await startOf();
    expect(before).toMatchObject({ kind: "rows", rowCount: 1 });
    // PostgreSQL's scanner does not look up while it looks for the ends of all these comments.
    const { results } = await besideNeighbour(() => run("/*".repeat(500_000)));
    expect(results).toMatchObject([{ kind: "error", reason: "timeout" }]);
    const after = await startOf();
    expect(after).toMatchObject({ kind: "rows", rowCount: 1 });
    expect(after).not.toHaveProperty("rows", before?.kind === "rows" && before.rows);
  });

  it("keeps its turn when many requests wait, and refuses those that are too many", async () => {
    const slow = Array.from({ length: 100 }, () => run("SELECT pg_sleep(0.05)"));
    const outcomes = await Promise.allSettled(slow);
    const failed = outcomes.filter((one) => one.status === "rejected");
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ reason }) => reason.code === "rate_limited")).toBe(true);
    expect(outcomes.length - failed.length).toBeGreaterThan(10);
    await expectAlive();
  });

  it("has let the server's memory be after all of this", async () => {
    await run("SELECT 1");
    expect(readUsedMemory()).toBeLessThan(memoryBefore + 64 * mebibyte);
  });

  const memoryBefore = readUsedMemory();
});

async function openClient(connectionString: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString });
  // Its server may go away at any time here.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch {
    // No room for another one, which is what this is about.
    return null;
  }
}

function after(milliseconds: number): Promise<true> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, true));
}
