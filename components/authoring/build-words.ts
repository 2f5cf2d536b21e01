import type { BuildError, DatabaseSummary } from "@/lib/schemas/exercise-database";

type Build = Pick<DatabaseSummary, "buildMs" | "dataBytes">;

/** "Ready: built in 2.1 s, 11 MB of data." What is not known is left out. */
export function readyWords({ buildMs, dataBytes }: Build): string {
  const parts = [
    ...(buildMs === null ? [] : [`built in ${(buildMs / 1000).toFixed(1)} s`]),
    ...(dataBytes === null ? [] : [`${Math.max(1, Math.round(dataBytes / 1_000_000))} MB on disk`]),
  ];
  return parts.length === 0 ? "Ready." : `Ready: ${parts.join(", ")}.`;
}

interface SourceLine {
  number: number;
  text: string;
  isFailed: boolean;
}

interface Sources {
  schemaSql: string;
  seedSql: string;
  hiddenDatasets: { name: string; seedSql: string }[];
}

const linesAround = 3;
const longestLine = 200;

/** The SQL around the line that PostgreSQL points at; nothing where it points nowhere, or there is no such line any more. */
export function linesAroundError({ file, line }: BuildError, sources: Sources): SourceLine[] {
  const sql = file === undefined ? undefined : sourceOf(file, sources);
  if (sql === undefined || line === null || line === undefined) return [];
  const lines = sql.split("\n");
  if (line > lines.length) return [];
  const first = Math.max(1, line - linesAround);
  return lines.slice(first - 1, line + linesAround).map((text, index) => ({
    number: first + index,
    text: text.length > longestLine ? `${text.slice(0, longestLine)}…` : text,
    isFailed: first + index === line,
  }));
}

/** The file that an error names, as the form calls it. */
export function fileTitle(file: string): string {
  if (file === "schema.sql") return "Schema SQL";
  if (file === "seed.sql") return "Rows";
  return `Hidden data “${file.replace(/^hidden\/(.*)\.sql$/, "$1")}”`;
}

function sourceOf(file: string, { schemaSql, seedSql, hiddenDatasets }: Sources): string | undefined {
  if (file === "schema.sql") return schemaSql;
  if (file === "seed.sql") return seedSql;
  return hiddenDatasets.find(({ name }) => file === `hidden/${name}.sql`)?.seedSql;
}
