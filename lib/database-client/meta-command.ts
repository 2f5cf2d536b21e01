import "server-only";
import { describeRelationQueries, type ListedKind, listQuery } from "./describe-queries";
import { parseNamePattern } from "./name-pattern";

/** What a psql meta-command comes to here. */
export type MetaCommand =
  /** Questions to the catalogue. Those that give nothing are left out, but for the first. */
  | { kind: "queries"; queries: string[]; notFound: string | null }
  /** psql changes how it works; this page has its own way, which the sentence names. */
  | { kind: "note"; message: string }
  | { kind: "unknown"; message: string };

const listed: Record<string, ListedKind> = {
  d: "relations",
  dt: "tables",
  dv: "views",
  dm: "materialized views",
  di: "indexes",
  ds: "sequences",
  df: "functions",
  dn: "schemas",
  dT: "types",
  du: "roles",
  dg: "roles",
  dp: "privileges",
  z: "privileges",
  dx: "extensions",
  l: "databases",
  list: "databases",
};

const notes: Record<string, string> = {
  x: "Wide rows need no \\x here: every column has its own room, and a long value opens when it is clicked.",
  timing: "Every statement's time stands beside its result.",
  q: "There is nothing to quit: close the page when you like. Your database waits for you.",
  c: "Your database is the only one here.",
  connect: "Your database is the only one here.",
  conninfo: "You are connected as student to the database exercise.",
  "?": "Of psql's commands, \\d, \\dt, \\dv, \\dm, \\di, \\ds, \\df, \\dn, \\dT, \\du, \\dp, \\dx and \\l work here, with a pattern too.",
  h: "PostgreSQL's manual tells the syntax of every command.",
  e: "The editor is here already.",
  p: "What runs is what stands in the editor.",
  g: "End a statement with a semicolon instead.",
  i: "Files cannot be read here. Paste the SQL into the editor.",
  copy: "Files cannot be read or written here. Use INSERT or SELECT, or connect with psql.",
  "!": "There is no shell here.",
  o: "Results cannot be written to a file here; they can be copied and downloaded.",
  echo: "Use SELECT 'text' instead.",
  set: "psql's variables do not exist here.",
  pset: "psql's settings do not exist here.",
  watch: "Run the statement again instead.",
  encoding: "The encoding is UTF8.",
};

/** Reads a line that begins with a backslash. Pure. */
export function parseMetaCommand(line: string): MetaCommand {
  const command = /^\\(\S*)/.exec(line)?.[1] ?? "";
  const rest = withoutEnd(line.slice(1 + command.length).trim(), ";").trimEnd();
  // psql's S shows the system's own too, and + more of each.
  const name = command.startsWith("d") ? withoutEnds(command, "S+") : withoutEnd(command, "+");
  const kind = listed[name];
  if (kind) return listCommand(kind, { argument: rest, isVerbose: /\+/.test(command) });
  const message = notes[name];
  return message ? { kind: "note", message } : { kind: "unknown", message: `invalid command \\${command}` };
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

/** By hand: an expression for the end of a text looks for it from every character on, and a line can have a million. */
function withoutEnds(text: string, ends: string): string {
  let length = text.length;
  while (length > 0 && ends.includes(text.charAt(length - 1))) length--;
  return text.slice(0, length);
}

function listCommand(kind: ListedKind, { argument, isVerbose }: { argument: string; isVerbose: boolean }): MetaCommand {
  const pattern = argument === "" ? null : parseNamePattern(argument);
  if (kind === "relations" && pattern) {
    return {
      kind: "queries",
      queries: describeRelationQueries(pattern),
      notFound: `Did not find any relation named "${argument}".`,
    };
  }
  return { kind: "queries", queries: [listQuery(kind, pattern, isVerbose)], notFound: null };
}
