import "server-only";
import { done, ended, type HostileInput, rows, sqlError, timedOut } from "./hostile-input";

const trigger = (body: string) =>
  `CREATE OR REPLACE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$`;

/** What a student makes inside the database: shadows, loops, locks, crowds. */
export const hostileObjects: HostileInput[] = [
  {
    name: "functions, operators and types that stand before PostgreSQL's own",
    sql: [
      `CREATE SCHEMA fake;
       CREATE FUNCTION fake.count(anyelement) RETURNS bigint LANGUAGE sql AS 'SELECT 666';
       CREATE FUNCTION fake.format_type(oid, int) RETURNS text LANGUAGE sql AS $$ SELECT 'faked' $$;
       CREATE FUNCTION fake.pg_cancel_backend(int) RETURNS boolean LANGUAGE sql AS 'SELECT false';
       CREATE FUNCTION fake.eq(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
       CREATE OPERATOR fake.= (LEFTARG = text, RIGHTARG = text, FUNCTION = fake.eq);
       CREATE DOMAIN fake.text AS pg_catalog.text CHECK (VALUE <> 'a'); CREATE TYPE fake.mood AS ENUM ('glad');
       SET search_path = fake, pg_catalog, public`,
      "SELECT 'glad'::mood",
    ],
    expects: { kind: "rows", columns: [{ name: "mood", type: "mood" }] },
  },
  {
    name: "psql's commands before shadows",
    sql: "SET search_path = fake, pg_catalog, public; \\d\n\\dt\n\\df\n\\dT\n\\l",
    expects: { kind: "rows" },
  },
  { name: "psql's commands among shadows", sql: "\\d member\n\\dt\n\\df\n\\dT\n\\l", expects: { kind: "rows" } },
  {
    name: "dropping the shadows",
    sql: `DROP SCHEMA fake CASCADE; RESET search_path; ${ended}`,
    expects: { kind: "error", reason: "connection" },
  },
  {
    name: "a trigger that fires itself",
    sql: `CREATE TABLE looping (x int); ${trigger("INSERT INTO looping VALUES (1);")};
          CREATE TRIGGER t BEFORE INSERT ON looping FOR EACH ROW EXECUTE FUNCTION t(); INSERT INTO looping VALUES (1)`,
    expects: sqlError("54001"),
  },
  {
    name: "a rule that rewrites itself",
    sql: "CREATE TABLE ruled (x int); CREATE RULE r AS ON INSERT TO ruled DO INSTEAD INSERT INTO ruled VALUES (1); INSERT INTO ruled VALUES (1)",
    expects: sqlError("42P17"),
  },
  {
    name: "views on each other",
    sql: "CREATE VIEW v1 AS SELECT 1 AS x; CREATE VIEW v2 AS TABLE v1; CREATE OR REPLACE VIEW v1 AS TABLE v2; TABLE v1",
    expects: sqlError("42P17"),
  },
  {
    name: "a table of 1600 columns, another of one more",
    sql: `DO $$ BEGIN
            EXECUTE (SELECT 'CREATE TABLE widest (' || string_agg(format('c%s int', n), ',') || ')' FROM generate_series(1, 1600) AS n);
            EXECUTE (SELECT 'CREATE TABLE wider (' || string_agg(format('c%s int', n), ',') || ')' FROM generate_series(1, 1601) AS n);
          END $$`,
    expects: sqlError("54011"),
  },
  {
    name: "1600 empty values in each of 5000 rows",
    sql: `CREATE TABLE hollow AS SELECT 1; DO $$ BEGIN
            EXECUTE (SELECT 'CREATE VIEW hollows AS SELECT ' || string_agg(format('NULL::int AS c%s', n), ',') || ' FROM generate_series(1, 5000)' FROM generate_series(1, 1600) AS n);
          END $$; TABLE hollows`,
    expects: { kind: "rows", truncated: true },
  },
  {
    name: "300 tables",
    sql: Array.from(
      { length: 6 },
      (_, part) =>
        `DO $$ BEGIN FOR n IN 1..50 LOOP EXECUTE format('CREATE TABLE crowd_${part}_%s ()', n); END LOOP; END $$`,
    ),
    expects: done,
  },
  { name: "psql's list of 300 tables", sql: "\\d", expects: { kind: "rows" } },
  {
    name: "a table locked for ever, and its transaction left open",
    sql: "BEGIN; LOCK TABLE member IN ACCESS EXCLUSIVE MODE",
    expects: done,
  },
  { name: "psql's description of a locked table", sql: "\\d member", expects: { kind: "rows" } },
  {
    name: "the transaction given up by the backend's end",
    sql: ended,
    expects: { kind: "error", reason: "connection" },
  },
  { name: "a prepared transaction", sql: "BEGIN; PREPARE TRANSACTION 'mine'", expects: sqlError("55000") },
  {
    name: "advisory locks by the thousand",
    sql: "SELECT count(pg_advisory_lock(n)) FROM generate_series(1, 1000000) AS n",
    expects: sqlError("53200"),
  },
  { name: "letting go of them", sql: "SELECT pg_advisory_unlock_all()", expects: { kind: "rows" } },
  {
    name: "subtransactions without end",
    sql: "DO $$ BEGIN LOOP BEGIN PERFORM 1/0; EXCEPTION WHEN division_by_zero THEN NULL; END; END LOOP; END $$",
    expects: timedOut,
  },
  {
    name: "a procedure that commits for ever",
    sql: "CREATE PROCEDURE endless() LANGUAGE plpgsql AS $$ BEGIN LOOP COMMIT; END LOOP; END $$; CALL endless()",
    expects: timedOut,
  },
  {
    name: "LISTEN to two thousand channels",
    sql: "DO $$ BEGIN FOR n IN 1..2000 LOOP EXECUTE format('LISTEN c%s', n); END LOOP; END $$",
    expects: done,
  },
  {
    name: "telling itself of everything",
    sql: "SELECT count(pg_notify('c' || n, repeat('x', 7000))) FROM generate_series(1, 1000) AS n",
    expects: { kind: "rows" },
  },
  { name: "no longer listening", sql: "UNLISTEN *; SELECT 1", expects: rows(["1"]) },
  { name: "dropping all that is its own", sql: "DROP OWNED BY student CASCADE", expects: done },
  { name: "work where nothing is left", sql: "CREATE TABLE again (x int)", expects: sqlError("3F000"), resets: true },
  {
    name: "dropping public",
    sql: "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE again (x int); TABLE member",
    expects: sqlError("42P01"),
    resets: true,
  },
];
