import * as fc from "fast-check";

/** Text of any kind: halves of characters, NUL, right-to-left marks, very long, and ordinary. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\u202eSELECT",
    "a\u0000b",
    "__proto__",
    "'",
    '"',
    "\\",
  ),
);

const words =
  "SELECT FROM WHERE INSERT INTO VALUES UPDATE SET DELETE WITH RECURSIVE AS BEGIN COMMIT ROLLBACK SAVEPOINT CREATE TABLE DROP FUNCTION RETURNS LANGUAGE plpgsql DO $$ $a$ ' '' \" E' -- /* */ ( ) [ ] , ; . :: * + - = <> || $1 1 0.5 1e400 NULL true member id name x y COPY STDIN STDOUT LISTEN NOTIFY c EXPLAIN ANALYZE DECLARE CURSOR FOR FETCH ALL CLOSE PREPARE EXECUTE p VACUUM LOCK IN MODE RESET ROLE generate_series(1,1000) pg_sleep(0.01) now() repeat('x',10000) client_encoding LATIN1 \\d \\dt \\x \\q \\ \n \n\\d \t é 😀 \0 \ud83d".split(
    " ",
  );

/** What looks like SQL, and mostly is none. */
export const sqlLike = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: anyText }), {
    maxLength: 30,
  })
  .map((tokens) => tokens.join(" "));

const maxRows = fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(0, -1, 0.5, 1e9, "5", null));
const console = fc.oneof(fc.constantFrom("main", "second"), anyText, fc.constant(null));

/** Bodies of the query route: what it takes, with anything in any place. */
export const queryBody = fc.oneof(
  { weight: 4, arbitrary: fc.record({ sql: sqlLike }) },
  { weight: 2, arbitrary: fc.record({ sql: anyText }) },
  {
    weight: 2,
    arbitrary: fc.record(
      { sql: fc.oneof(sqlLike, anyText), console, maxRows, extra: fc.jsonValue(), sessionId: anyText },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }) },
);

/** Bodies as bytes: JSON, JSON that was cut or spoiled, and no JSON at all. */
export const rawBody = fc.oneof(
  fc.tuple(queryBody, fc.nat(), fc.nat(255)).map(([body, at, byte]) => {
    const bytes = Buffer.from(JSON.stringify(body));
    bytes[at % bytes.length] = byte;
    return bytes;
  }),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => Buffer.from(`{"sql":${"[".repeat(depth)}`)),
  fc
    .integer({ min: 1, max: 20_000 })
    .map((depth) => Buffer.from(`{"sql":"SELECT 1","x":${"[".repeat(depth)}${"]".repeat(depth)}}`)),
);

const segment = fc.oneof(
  fc.constantFrom(
    "query",
    "start",
    "events",
    "schema",
    "history",
    "connection",
    "cancel",
    "reset",
    "..",
    ".",
    "%00",
    "%ff",
    "%ed%a0%80",
    "%2e%2e",
    "%2F",
    "a%20b",
    "nosuch",
  ),
  anyText.map((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"))),
  fc.string({ maxLength: 20 }).map((text) => text.replace(/[\s#?]/g, "")),
);

/** Paths under the sessions' routes; `$id` stands for a session that is there. */
export const anyPath = fc
  .tuple(
    fc.array(fc.oneof({ weight: 1, arbitrary: fc.constant("$id") }, { weight: 2, arbitrary: segment }), {
      maxLength: 3,
    }),
    fc.constantFrom("", "/", "?x=%00", "?_rsc=1", "?__proto__=1"),
  )
  .map(([segments, end]) => `/api/exercise-sessions${segments.map((one) => `/${one}`).join("")}${end}`);

export const anyMethod = fc.constantFrom(
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
);

const headerValue = fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());

/** Headers of any kind that HTTP lets through. */
export const anyHeaders = fc.dictionary(
  fc.constantFrom(
    "origin",
    "accept",
    "accept-encoding",
    "content-type",
    "prefer",
    "if-none-match",
    "range",
    "sec-fetch-site",
    "next-action",
    "rsc",
    "next-router-state-tree",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-http-method-override",
    "x-middleware-subrequest",
    "authorization",
  ),
  fc.oneof(
    headerValue,
    fc.constantFrom("null", "*", "cross-site", "application/json", "text/event-stream", "http://[::1", "bytes=0-", "1"),
  ),
  { maxKeys: 4 },
);
