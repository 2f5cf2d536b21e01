import "server-only";
import { done, ended, type HostileInput, rows, sqlError, timedOut } from "./hostile-input";

const stubborn = "BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END;";
const lost = { kind: "error", reason: "connection" };
const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}${close.repeat(depth)}`;

/** Time, memory, stack and disk. */
export const hostileLoad: HostileInput[] = [
  { name: "sleeping for ever", sql: "SELECT pg_sleep(1e9)", expects: timedOut },
  { name: "a loop without end", sql: "DO $$ BEGIN LOOP END LOOP; END $$", expects: timedOut },
  {
    name: "a recursive query without end",
    sql: "WITH RECURSIVE r AS (SELECT 1 AS x UNION ALL SELECT x FROM r) SELECT count(*) FROM r",
    expects: timedOut,
  },
  {
    name: "a block that swallows its cancelling",
    sql: `DO $$ BEGIN LOOP ${stubborn} END LOOP; END $$`,
    expects: timedOut,
  },
  {
    name: "a regular expression that backtracks",
    sql: `SELECT repeat('ab', 5000) ~ '^(a|ab|b|ba)*(a|b)*((a*b*)*c)\\1$'`,
    expects: {},
  },
  {
    name: "a function that calls itself",
    sql: "CREATE FUNCTION f(x int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(x + 1); END $$; SELECT f(1)",
    expects: sqlError("54001"),
  },
  { name: "6000 brackets", sql: `SELECT ${"(".repeat(6000)}1${")".repeat(6000)}`, expects: {} },
  { name: "100,000 brackets", sql: `SELECT ${"(".repeat(100_000)}1${")".repeat(100_000)}`, expects: { kind: "error" } },
  { name: "6000 brackets of an array", sql: `SELECT ARRAY${deep("[", "]", 6000)}`, expects: { kind: "error" } },
  {
    name: "5000 queries in each other",
    sql: `SELECT ${"(SELECT ".repeat(5000)}1${")".repeat(5000)}`,
    expects: { kind: "error" },
  },
  { name: "50,000 times NOT", sql: `SELECT ${"NOT ".repeat(50_000)}true`, expects: { kind: "error" } },
  { name: "100,000 sums", sql: `SELECT 1${"+1".repeat(100_000)}`, expects: {} },
  { name: "JSON of 100,000 brackets", sql: `SELECT '${deep("[", "]", 100_000)}'::json`, expects: { kind: "error" } },
  {
    name: "XML in itself",
    sql: `SELECT XMLPARSE(CONTENT '<!DOCTYPE a [<!ENTITY a "${"x".repeat(1000)}">]><a>&a;</a>')`,
    expects: {},
  },
  { name: "a value of a gigabyte", sql: "SELECT repeat('x', 1000000000)", expects: { kind: "error" } },
  { name: "a value of 40 MB", sql: "SELECT repeat('x', 40000000)", expects: { kind: "error" } },
  {
    name: "many values of a megabyte",
    sql: "SELECT repeat('x', 1000000) FROM generate_series(1, 100)",
    expects: {},
  },
  { name: "as many results of a megabyte", sql: "SELECT repeat('x', 900000);".repeat(20), expects: {} },
  {
    name: "an array of millions",
    sql: "SELECT length(array_agg(repeat('x', 1000) || n)::text) FROM generate_series(1, 10000000) AS n",
    expects: { kind: "error" },
  },
  {
    name: "a hash of everything in memory",
    sql: "SET work_mem = '2047MB'; SELECT count(*) FROM (SELECT DISTINCT md5(n::text) || repeat('x', 500) FROM generate_series(1, 10000000) AS n) d",
    expects: { kind: "error" },
  },
  {
    name: "a variable that doubles",
    sql: "DO $$ DECLARE t text := 'x'; BEGIN LOOP t := t || t; END LOOP; END $$",
    expects: { kind: "error" },
  },
  {
    name: "temporary buffers of a gigabyte",
    sql: [
      "SELECT 1",
      "SET temp_buffers = '1GB'; CREATE TEMP TABLE tmp AS SELECT repeat(md5(n::text), 50) FROM generate_series(1, 10000000) AS n",
    ],
    expects: { kind: "error" },
  },
  {
    name: "a table without end",
    sql: "CREATE TABLE endless AS SELECT repeat(md5(n::text), 50) FROM generate_series(1, 100000000) AS n",
    expects: { kind: "error" },
  },
  {
    name: "a large object without end",
    sql: "DO $$ DECLARE o oid := lo_create(0); BEGIN FOR n IN 0..10000 LOOP PERFORM lo_put(o, n * 1000000::bigint, convert_to(repeat(md5(n::text), 31250), 'UTF8')); END LOOP; END $$",
    expects: { kind: "error" },
  },
  {
    name: "a sort on disk without end",
    sql: "SET work_mem = '64kB'; SELECT n FROM generate_series(1, 100000000) AS n ORDER BY md5(n::text)",
    expects: { kind: "error" },
  },
  {
    name: "the disk given back",
    sql: "DROP TABLE IF EXISTS endless; VACUUM; CREATE TABLE fits (x int); DROP TABLE fits",
    expects: done,
  },
  {
    name: "a cursor WITH HOLD of millions",
    sql: "DECLARE c CURSOR WITH HOLD FOR SELECT repeat('x', 1000) || n FROM generate_series(1, 100000000) AS n",
    expects: { kind: "error" },
  },
  {
    name: "200,000 notices",
    sql: "DO $$ BEGIN FOR n IN 1..200000 LOOP RAISE NOTICE '% %', n, repeat('x', 100); END LOOP; END $$",
    expects: {},
  },
  { name: "a notice of 20 MB", sql: "DO $$ BEGIN RAISE NOTICE '%', repeat('x', 20000000); END $$", expects: {} },
  {
    name: "an error of 20 MB",
    sql: "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 20000000) USING DETAIL = repeat('y', 20000000); END $$",
    expects: { kind: "error" },
  },
  {
    name: "an error of 900 kB",
    sql: "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 900000); END $$",
    expects: { kind: "error" },
  },
  { name: "2000 statements", sql: "SELECT 1;".repeat(2_000), expects: rows(["1"]) },
  { name: "a megabyte of one statement", sql: `SELECT length('${"é".repeat(500_000)}')`, expects: rows(["500000"]) },
  { name: "its backend ended by itself", sql: ended, expects: lost },
];
