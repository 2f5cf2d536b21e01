import "server-only";
import { done, type HostileInput, rows, sqlError } from "./hostile-input";

const word = "naïve – Привет 😀";

/** Encodings, settings of the output, names, bytes that are no text. */
export const hostileText: HostileInput[] = [
  {
    name: "client_encoding LATIN1",
    sql: ["SET client_encoding TO 'LATIN1'", `SELECT '${word}'`],
    expects: rows([word]),
  },
  {
    name: "client_encoding SQL_ASCII",
    sql: ["SET client_encoding TO 'SQL_ASCII'", `SELECT '${word}'`],
    expects: rows([word]),
  },
  {
    name: "client_encoding in the statement itself",
    sql: [`SELECT set_config('client_encoding', 'SJIS', false)`, `SELECT '${word}'`],
    expects: rows([word]),
  },
  {
    name: "client_encoding in a transaction that fails",
    sql: ["BEGIN; SET LOCAL client_encoding TO 'LATIN1'", "SELECT 1/0", `ROLLBACK; SELECT '${word}'`],
    expects: rows([word]),
  },
  { name: "a NUL", sql: "SELECT 'a\0b'", expects: sqlError("22021") },
  { name: "a NUL made by an escape", sql: "SELECT E'a\\000b'", expects: sqlError("22021") },
  { name: "half a character", sql: "SELECT 'a\ud83d'", expects: sqlError("22021") },
  {
    name: "half a character after a statement",
    sql: "SELECT 1; SELECT 'a\udc00b'",
    expects: { ...sqlError("22021"), position: 20 },
  },
  { name: "bytes that are no UTF-8", sql: "SELECT convert_from('\\xff', 'UTF8')", expects: sqlError("22021") },
  { name: "DateStyle", sql: "SET DateStyle = 'German'; SELECT date '2026-11-26'", expects: rows(["26.11.2026"]) },
  {
    name: "IntervalStyle",
    sql: "SET IntervalStyle = 'iso_8601'; SELECT interval '1 day 2 hours'",
    expects: rows(["P1DT2H"]),
  },
  { name: "bytea_output", sql: "SET bytea_output = 'escape'; SELECT '\\x6100'::bytea", expects: rows(["a\\000"]) },
  { name: "extra_float_digits", sql: "SET extra_float_digits = -10; SELECT 0.1::float8 + 0.2", expects: rows(["0.3"]) },
  {
    name: "strings without their standard",
    sql: "SET standard_conforming_strings = off; SET escape_string_warning = off; SELECT 'a\\tb'",
    expects: rows(["a\tb"]),
  },
  { name: "a time zone from nowhere", sql: "SET TimeZone = 'Mars/Olympus'", expects: sqlError("22023") },
  {
    name: "names of pictures, of the other direction, and of spaces",
    sql: `SELECT 1 AS "😀", 2 AS "שלום\u202e", 3 AS "\u200b", 4 AS " ", 5 AS "a\nb"`,
    expects: {
      kind: "rows",
      columns: ["😀", "שלום\u202e", "\u200b", " ", "a\nb"].map((name) => ({ name, type: "integer" })),
    },
  },
  {
    name: "a name of 63 bytes and more",
    sql: `SELECT 1 AS "${"é".repeat(40)}"`,
    expects: { columns: [{ name: "é".repeat(31), type: "integer" }] },
  },
  { name: "a column called __proto__", sql: `SELECT 1 AS "__proto__", 2 AS constructor`, expects: rows(["1", "2"]) },
  {
    name: "everything discarded",
    sql: "DISCARD ALL; CLOSE ALL; DEALLOCATE ALL; UNLISTEN *; RESET ALL; SELECT 1",
    expects: rows(["1"]),
  },
  {
    name: "reading alone",
    sql: "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; CREATE TABLE x (y int)",
    expects: sqlError("25006"),
  },
  { name: "writing again", sql: "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; RESET ALL", expects: done },
  {
    name: "COPY from a program that there is not",
    sql: "COPY member FROM STDIN",
    expects: { kind: "error", reason: "limit" },
  },
  {
    name: "COPY to nobody",
    sql: "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 10000)) TO STDOUT",
    expects: { kind: "error", reason: "limit" },
  },
  {
    name: "a statement of the extended protocol's own",
    sql: "PREPARE p AS SELECT $1::int; EXECUTE p(1); DEALLOCATE p; SELECT $1",
    expects: { kind: "error" },
  },
  { name: "an end that never began", sql: "COMMIT; END; ROLLBACK; RELEASE SAVEPOINT x", expects: sqlError("25P01") },
];
