import "server-only";

/** What psql printed for one piece of SQL. */
export interface PsqlAnswer {
  /** Tables, their first row being the names of the columns, and commands' tags, in order. */
  results: { rows: string[][] | null; tag: string | null }[];
  /** Types of the one result's columns; null where nobody asked. */
  types: string[] | null;
  /** Errors, notices and notifications, in order. */
  messages: PsqlMessage[];
  rowCount: string;
}

interface PsqlMessage {
  severity: string;
  sqlState: string;
  message: string;
  detail?: string;
  hint?: string;
  /** Where psql's caret points to: the line in its own text of the statement, and what stands there. */
  caret?: { line: number; at: string };
}

/** What psql's text cannot be taken for: control characters that no test uses. */
const cellEnd = "\x1f";
const rowEnd = "\x1e";
const mark = "\x1c";
export const psqlNull = "\x1d";

/** As much of a line as psql shows in any case, however long the line is. */
export const caretCharacters = 6;

/** psql's flags for a transcript that can be read back. */
export const psqlFlags = [
  ...["--no-psqlrc", "--no-align", `--field-separator=${cellEnd}`, `--record-separator=${rowEnd}`],
  ...[`--pset=null=${psqlNull}`, "--set=VERBOSITY=verbose", "--set=SHOW_CONTEXT=never"],
];

/** One script for many pieces, because each psql costs a process in the container. */
export function psqlScript(pieces: { sql: string; withTypes: boolean }[]): string {
  const marks = `\\echo ${mark}\n\\warn ${mark}\n`;
  const described = ({ sql, withTypes }: (typeof pieces)[number]) =>
    withTypes ? `${sql.trim().replace(/;$/, "")}\n\\gdesc\n` : "";
  return pieces
    .map((piece) => `${marks}${described(piece)}${marks}${piece.sql}\n\\echo ${mark}\n\\echo :ROW_COUNT\n`)
    .join("");
}

/** The transcript of a script that has no marks, as one piece's. */
export function asOnePiece({ stdout, stderr }: { stdout: string; stderr: string }): PsqlAnswer {
  return {
    results: readResults(stdout),
    types: null,
    messages: readMessages(stderr),
    rowCount: "",
  };
}

/** Reads back what a script of `psqlScript` printed, an answer for each piece. */
export function readTranscript({ stdout, stderr }: { stdout: string; stderr: string }): PsqlAnswer[] {
  const printed = stdout.split(`${mark}\n`).slice(1);
  const warned = stderr.split(`${mark}\n`).slice(1);
  const answers: PsqlAnswer[] = [];
  for (let index = 0; index * 3 < printed.length; index++) {
    const [types = "", results = "", rowCount = ""] = printed.slice(index * 3, index * 3 + 3);
    const notified = results.match(/^Asynchronous notification .*$/gm) ?? [];
    answers.push({
      results: readResults(results.replace(/^Asynchronous notification .*\n/gm, "")),
      types: (readResults(types.replace(/^The command has no result.*\n/, ""))[0]?.rows ?? [])
        .slice(1)
        .map((row) => row[1] ?? ""),
      messages: [
        ...readMessages(warned[index * 2 + 1] ?? ""),
        ...notified.map((message) => ({ severity: "NOTIFY", sqlState: "00000", message })),
      ],
      rowCount: rowCount.trim(),
    });
  }
  return answers;
}

function readResults(text: string): PsqlAnswer["results"] {
  const results: PsqlAnswer["results"] = [];
  for (let rest = text; rest !== ""; ) {
    const tag = /^([A-Z][A-Z ]*[\d ]*)\n/.exec(rest);
    const table = new RegExp(`^([^]*?)${rowEnd}\\(\\d+ rows?\\)\n`).exec(rest);
    if (tag) {
      results.push({ rows: null, tag: tag[1] ?? "" });
    } else if (table) {
      const rows = (table[1] ?? "").split(rowEnd).map((row) => row.split(cellEnd));
      results.push({ rows, tag: null });
    } else throw new Error(`psql printed what is neither a table nor a tag: ${JSON.stringify(rest)}`);
    rest = rest.slice((tag ?? table)?.[0].length);
  }
  return results;
}

function readMessages(text: string): PsqlMessage[] {
  const messages: PsqlMessage[] = [];
  let append: (line: string) => void = () => undefined;
  const lines = text.split("\n");
  lines.forEach((line, index) => {
    const [, severity, sqlState, first] = /^([A-Z]+): {2}([0-9A-Z]{5}): (.*)$/.exec(line) ?? [];
    const [, label, value = ""] = /^(DETAIL|HINT|LOCATION|QUERY|[A-Z]+ NAME): {2}(.*)$/.exec(line) ?? [];
    const place = /^LINE (\d+): /.exec(line);
    const current = messages.at(-1);
    if (severity && sqlState) {
      const message: PsqlMessage = { severity, sqlState, message: first ?? "" };
      messages.push(message);
      append = (more) => {
        message.message += `\n${more}`;
      };
    } else if (current && place) {
      const column = lines[index + 1]?.indexOf("^") ?? -1;
      current.caret = { line: Number(place[1]), at: line.slice(column, column + caretCharacters) };
      append = () => undefined;
    } else if (current && label) {
      const name = label === "DETAIL" ? "detail" : label === "HINT" ? "hint" : null;
      if (name) current[name] = value;
      append = (more) => {
        if (name) current[name] += `\n${more}`;
      };
    } else append(line);
  });
  return messages;
}

/** The rows of one of psql's lists, without its title and its count. */
export function readListing(stdout: string): string[][] {
  const rows = stdout.replace(/\n$/, "").split(rowEnd).slice(1);
  const isCounted = /^\(\d+ rows?\)$/.test(rows.at(-1) ?? "");
  return (isCounted ? rows.slice(0, -1) : rows).map((row) => row.replaceAll(psqlNull, "").split(cellEnd));
}

/** One relation as psql describes it: its table's first row are the names of the columns. */
export interface Description {
  title: string;
  table: string[][];
  /** What stands beneath the table, line by line. */
  footers: string[];
}

/** Reads back what psql's `\d` printed. A row has several cells, and what stands beneath the table has none. */
export function readDescriptions(stdout: string): Description[] {
  const beginsNext = new RegExp(`\n(?=[A-Z][A-Za-z ]* "[^\n${rowEnd}]*"${rowEnd})`);
  const printed = stdout.replace(/\n$/, "").split(beginsNext);
  return printed.map((one) => {
    const [title = "", ...rest] = one.split(rowEnd);
    const isRow = (piece: string) => piece.includes(cellEnd);
    return {
      title,
      table: rest.filter(isRow).map((row) => row.replaceAll(psqlNull, "").split(cellEnd)),
      footers: rest.filter((piece) => !isRow(piece)).flatMap((footer) => footer.split("\n")),
    };
  });
}

/** Reads back lists of one column, each with its title, its heading and its count. */
export function readContents(stdout: string): { title: string; lines: string[] }[] {
  return readDescriptions(stdout).map(({ title, footers }) => ({
    title,
    lines: footers.filter((line) => !/^\(\d+ rows?\)$/.test(line)),
  }));
}
