import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { databaseSchemaSchema } from "@/lib/schemas/database-schema";
import { openTestContainer, type TestContainer } from "@/lib/testing/open-test-container";
import { openTestInstallation, type TestInstallation } from "@/lib/testing/test-installation";
import type { Console } from "./console";

const limits = { timeoutMs: 10_000, maxRows: 1_000, maxBytes: 4 * 1024 * 1024, diskBytes: 512 * 1024 * 1024 };

describe("the schema of an exercise database", () => {
  let carrel: TestInstallation;
  let container: TestContainer;
  let console: Console;

  beforeAll(async () => {
    carrel = await openTestInstallation();
    container = await openTestContainer(carrel);
    console = await container.connect();
  });
  afterEach(() => run("ROLLBACK; DROP SCHEMA IF EXISTS shop, \"Odd 'name'\" CASCADE"));
  afterAll(async () => {
    await carrel.databaseClient.close(console);
    await container.remove();
    await carrel.close();
  });

  const run = async (sql: string) => {
    const { results } = await carrel.databaseClient.run(console, sql, limits);
    return results;
  };
  const done = async (sql: string) => {
    expect((await run(sql)).filter(({ kind }) => kind === "error")).toEqual([]);
  };
  const read = async () => databaseSchemaSchema.parse(await carrel.databaseClient.readSchema(container));
  const table = async (name: string) => (await read()).tables.find((one) => one.name === name);

  it("has columns with PostgreSQL's own type names, defaults, keys, checks, indexes and comments", async () => {
    await done(`
      CREATE SCHEMA shop;
      CREATE TYPE shop.size AS ENUM ('s', 'l');
      CREATE TABLE shop.maker (country text, code int, PRIMARY KEY (country, code));
      CREATE TABLE shop.item (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sku varchar(12) NOT NULL UNIQUE,
        price numeric(10,2) DEFAULT 0.50 CHECK (price > 0),
        gross numeric GENERATED ALWAYS AS (price * 1.2) STORED,
        tags text[], size shop.size, country text, maker int,
        CONSTRAINT made_by FOREIGN KEY (country, maker) REFERENCES shop.maker (country, code) ON DELETE CASCADE
      );
      CREATE INDEX cheap ON shop.item (price) WHERE price < 1;
      COMMENT ON TABLE shop.item IS 'What is sold';
      COMMENT ON COLUMN shop.item.sku IS 'On the label';
      INSERT INTO shop.item (sku) SELECT 'a' || n FROM generate_series(1, 7) n`);
    expect(await table("item")).toMatchObject({
      schema: "shop",
      kind: "table",
      comment: "What is sold",
      rowCount: 7,
      columns: [
        { name: "id", type: "bigint", nullable: false, generated: "identity always" },
        { name: "sku", type: "character varying(12)", nullable: false, default: null, comment: "On the label" },
        { name: "price", type: "numeric(10,2)", nullable: true, default: "0.50", generated: null },
        { name: "gross", type: "numeric", default: "price * 1.2", generated: "stored" },
        { name: "tags", type: "text[]" },
        { name: "size", type: "shop.size" },
        { name: "country", type: "text" },
        { name: "maker", type: "integer" },
      ],
      primaryKey: { name: "item_pkey", columns: ["id"] },
      uniqueKeys: [{ name: "item_sku_key", columns: ["sku"] }],
      foreignKeys: [
        {
          name: "made_by",
          columns: ["country", "maker"],
          references: { schema: "shop", table: "maker", columns: ["country", "code"] },
          onDelete: "cascade",
          onUpdate: "no action",
        },
      ],
      checks: [{ name: "item_price_check", definition: "CHECK (price > 0::numeric)" }],
      indexes: [{ name: "cheap", unique: false }, { name: "item_pkey", unique: true }, { name: "item_sku_key" }],
    });
  });

  it("lists views with their definition, functions with their arguments, and nothing of PostgreSQL's own", async () => {
    await done(`
      CREATE SCHEMA shop;
      CREATE VIEW shop.few AS SELECT 1 AS one;
      CREATE MATERIALIZED VIEW shop.kept AS SELECT 2 AS two;
      CREATE FUNCTION shop.twice(n integer, by integer DEFAULT 2) RETURNS integer LANGUAGE sql RETURN n * by;
      CREATE PROCEDURE shop.nothing() LANGUAGE plpgsql AS 'BEGIN END'`);
    const { tables, views, functions, truncated } = await read();
    expect(tables.map(({ name }) => name)).toEqual(["member"]);
    expect(views).toMatchObject([
      { name: "few", kind: "view", definition: expect.stringContaining("SELECT 1 AS one") },
      { name: "kept", kind: "materialized view", columns: [{ name: "two", type: "integer" }] },
    ]);
    expect(functions).toEqual([
      { schema: "shop", name: "nothing", kind: "procedure", arguments: "", result: null, language: "plpgsql" },
      {
        schema: "shop",
        name: "twice",
        kind: "function",
        arguments: "n integer, by integer DEFAULT 2",
        result: "integer",
        language: "sql",
      },
    ]);
    expect(truncated).toBe(false);
  });

  it("follows every change of the data and of the tables, once it is committed", async () => {
    await done("CREATE SCHEMA shop; CREATE TABLE shop.item (a int)");
    await done("BEGIN; ALTER TABLE shop.item ADD b text DEFAULT 'x'; INSERT INTO shop.item VALUES (1)");
    // The table is locked by the open transaction, and nobody waits for that.
    expect(await table("item")).toMatchObject({ columns: [{ name: "a" }], rowCount: null });
    await done("COMMIT");
    expect(await table("item")).toMatchObject({
      columns: [{ name: "a" }, { name: "b", default: "'x'::text" }],
      rowCount: 1,
    });
    await done("ALTER TABLE shop.item DROP a; ALTER TABLE shop.item RENAME TO things; TRUNCATE shop.things");
    expect(await table("item")).toBeUndefined();
    expect(await table("things")).toMatchObject({ columns: [{ name: "b" }], rowCount: 0 });
  });

  it("reads names of all kinds, temporary tables and partitions", async () => {
    await done(`
      CREATE SCHEMA "Odd 'name'";
      CREATE TABLE "Odd 'name'"."a ""table""" ("a column" int, "public.x" text DEFAULT 'public.y');
      CREATE TABLE "Odd 'name'".log (at date) PARTITION BY RANGE (at);
      CREATE TEMPORARY TABLE mine (x int)`);
    const { tables } = await read();
    expect(tables).toMatchObject([
      {
        schema: "Odd 'name'",
        name: 'a "table"',
        rowCount: 0,
        columns: [{}, { name: "public.x", default: "'public.y'::text" }],
      },
      { schema: "Odd 'name'", name: "log", kind: "partitioned table", rowCount: null },
      { schema: "pg_temp", name: "mine", rowCount: null },
      { schema: "public", name: "member" },
    ]);
    await done("DROP TABLE mine");
  });

  it("runs nothing of a student's with an administrator's rights", async () => {
    await done(`
      CREATE SCHEMA shop;
      CREATE TABLE shop.noted (who text);
      CREATE TABLE shop.trap (x int);
      CREATE FUNCTION public.noted() RETURNS int LANGUAGE plpgsql AS
        'BEGIN INSERT INTO shop.noted VALUES (session_user); RETURN 1; END';
      CREATE FUNCTION public.count(text) RETURNS bigint LANGUAGE sql AS 'SELECT public.noted()::bigint';
      CREATE FUNCTION public.format_type(oid, integer) RETURNS text LANGUAGE sql AS 'SELECT public.noted()::text';
      CREATE FUNCTION public.pg_relation_size(oid) RETURNS bigint LANGUAGE sql AS 'SELECT public.noted()::bigint';
      CREATE VIEW shop.looked_at AS SELECT public.noted();
      ALTER TABLE shop.trap ENABLE ROW LEVEL SECURITY;
      CREATE POLICY trap ON shop.trap USING (public.noted() > 0);
      INSERT INTO shop.trap VALUES (1)`);
    await read();
    expect(await run("SELECT count(*) FROM shop.noted")).toMatchObject([{ kind: "rows", rows: [["0"]] }]);
    await done(`DROP VIEW shop.looked_at; DROP TABLE shop.trap; DROP FUNCTION public.noted(), public.count(text),
      public.format_type(oid, integer), public.pg_relation_size(oid) CASCADE`);
  });
});
