import "server-only";

const onFiles = "Files cannot be read or written here. Use INSERT or SELECT; psql can, in a database of your own.";
const onOutput = "Results are shown as they are; they can be copied and downloaded.";
const onVariables = "psql's variables do not exist here.";
const onConditions = "psql's conditions do not exist here; use CASE, or DO with IF.";
const onDatabases = "There is no other database here.";
const onForeign = "Nothing here is in other servers: that needs a superuser.";
const onReplication = "Nothing here is copied to other servers.";
const inCatalogue = (what: string, table: string) => `${what} stand in the catalogue: TABLE ${table};`;

const describing = String.raw`\d [NAME], \dt, \dv, \dm, \di, \ds, \df, \da, \dn, \dT, \dD, \du, \drg, \dp, \dx, \l, \sf NAME, \sv NAME`;

/** What is said of a psql command that has another way here; by its name, without psql's `+`. */
const notes = new Map<string, string>([
  ["?", `Of psql's commands the describing ones work here, with a pattern, S and +: ${describing} and more.`],
  ["h", "PostgreSQL's manual tells the syntax of every command."],
  ["help", "PostgreSQL's manual tells the syntax of every command."],
  ["copyright", "PostgreSQL is free software, under the PostgreSQL licence."],
  ["q", "There is nothing to quit: close the page when you like."],
  ["quit", "There is nothing to quit: close the page when you like."],
  ["c", onDatabases],
  ["connect", onDatabases],
  ["conninfo", "SELECT current_user, current_database(); says as whom you are connected, and to what."],
  ["password", "Use ALTER ROLE … PASSWORD instead."],
  ["encoding", "The encoding is UTF8."],
  ["timing", "Every statement's time stands beside its result."],
  ["errverbose", "Every error is shown in full already."],
  ["x", "Wide rows need no \\x here: every column has its own room, and a long value opens when it is clicked."],
  ["gx", "Wide rows need no \\gx here: every column has its own room, and a long value opens when it is clicked."],
  ["g", "End a statement with a semicolon instead."],
  ["gdesc", "The head of each column tells its type."],
  ["gexec", "Copy the statements from the result into the editor, and run them."],
  ["gset", onVariables],
  ["bind", "Write the values into the statement, or use PREPARE and EXECUTE."],
  ["crosstabview", "Use aggregates with FILTER to turn rows into columns."],
  ["watch", "Run the statement again instead."],
  ["e", "The editor is here already."],
  ["edit", "The editor is here already."],
  ["ef", "\\sf NAME shows a function; change it in the editor."],
  ["ev", "\\sv NAME shows a view; change it in the editor."],
  ["p", "What runs is what stands in the editor."],
  ["print", "What runs is what stands in the editor."],
  ["r", "What runs is what stands in the editor."],
  ["reset", "What runs is what stands in the editor."],
  ["s", "What you ran in a session stands in its history."],
  ...["i", "include", "ir", "include_relative"].map((name): [string, string] => [
    name,
    "Files cannot be read here. Paste the SQL into the editor.",
  ]),
  ...["copy", "cd", "w", "write", "lo_import", "lo_export", "lo_list", "lo_unlink"].map((name): [string, string] => [
    name,
    onFiles,
  ]),
  ["o", "Results cannot be written to a file here; they can be copied and downloaded."],
  ["out", "Results cannot be written to a file here; they can be copied and downloaded."],
  ...["a", "C", "f", "H", "html", "t", "T", "pset"].map((name): [string, string] => [name, onOutput]),
  ...["echo", "qecho", "warn"].map((name): [string, string] => [name, "Use SELECT 'text' instead."]),
  ...["set", "unset", "setenv", "getenv", "prompt"].map((name): [string, string] => [name, onVariables]),
  ...["if", "elif", "else", "endif"].map((name): [string, string] => [name, onConditions]),
  ["!", "There is no shell here."],
  ["dA", inCatalogue("Access methods", "pg_am")],
  ["dAc", inCatalogue("Operator classes", "pg_opclass")],
  ["dAf", inCatalogue("Operator families", "pg_opfamily")],
  ["dAo", inCatalogue("Operators of operator families", "pg_amop")],
  ["dAp", inCatalogue("Functions of operator families", "pg_amproc")],
  ["dc", inCatalogue("Conversions between encodings", "pg_conversion")],
  ["dF", inCatalogue("Text search configurations", "pg_ts_config")],
  ["dFd", inCatalogue("Text search dictionaries", "pg_ts_dict")],
  ["dFp", inCatalogue("Text search parsers", "pg_ts_parser")],
  ["dFt", inCatalogue("Text search templates", "pg_ts_template")],
  ["dl", inCatalogue("Large objects", "pg_largeobject_metadata")],
  ...["des", "det", "deu", "dew"].map((name): [string, string] => [name, onForeign]),
  ...["dRp", "dRs"].map((name): [string, string] => [name, onReplication]),
]);

/** The sentence for a command that psql has and this page has not; null: psql does not have it either. */
export function findMetaNote(name: string): string | null {
  return notes.get(name) ?? null;
}
