import "server-only";
import pg from "pg";
import type { ExecRequest, ExecResult } from "@/lib/containers/run-in-container";
import { splitStatements } from "@/lib/database-client/split-statements";

/** Why SQL could not be loaded, for the teacher: file, line (from 1) and PostgreSQL's own words. */
export interface LoadError {
  file: string;
  line: number | null;
  message: string;
  sqlState?: string;
  detail?: string;
  hint?: string;
}

export interface LoadSqlOptions {
  file: string;
  sql: string;
  client: pg.Client;
  /** Runs psql inside the container, for dumps that pg cannot run. */
  runPsql: (request: Pick<ExecRequest, "stdin">) => Promise<ExecResult>;
}

/** Runs a file of SQL. Returns what went wrong, or null. */
export async function loadSql(options: LoadSqlOptions): Promise<LoadError | null> {
  return needsPsql(options.sql) ? loadWithPsql(options) : loadWithPg(options);
}

/**
 * Meta-commands and data after COPY … FROM stdin are psql's own language, which no SQL parser knows. A text that only looks
 * as if it had them loads through psql just as well.
 */
export function needsPsql(sql: string): boolean {
  const withoutRemarks = sql.replace(/--.*$/gm, "").replace(/\/\*[\s\S]*?\*\//g, " ");
  return metaCommandPatterns.some((pattern) => pattern.test(withoutRemarks));
}

const metaCommandPatterns = [
  /^\s*\\[a-z!?.]/im,
  /\\(gset|gexec|gx?|crosstabview)\s*$/im,
  /\bcopy\b[^;]*\bfrom\s+stdin\b/i,
];

async function loadWithPg({ file, sql, client }: LoadSqlOptions): Promise<LoadError | null> {
  for (const statement of await splitStatements(sql)) {
    try {
      await client.query(statement.text);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      const position = statement.offset + (error.position ? Number(error.position) - 1 : 0);
      const { message, code, detail, hint } = error;
      return { file, line: lineAt(sql, position), message, sqlState: code, detail, hint };
    }
  }
  return null;
}

async function loadWithPsql({ file, sql, runPsql }: LoadSqlOptions): Promise<LoadError | null> {
  const { exitCode, stderr } = await runPsql({ stdin: sql });
  return exitCode === 0 ? null : psqlError(file, stderr);
}

/** Reads psql's `psql:<stdin>:12: ERROR:  …` and the lines after it. */
export function psqlError(file: string, stderr: string): LoadError {
  const found = /^psql:<stdin>:(\d+): (?:ERROR|FATAL|error):\s+(.*)$/m.exec(stderr);
  // Notices before it have details and hints of their own.
  const after = found ? stderr.slice(found.index) : "";
  const field = (name: string) => new RegExp(`^${name}:\\s+(.*)$`, "m").exec(after)?.[1];
  return {
    file,
    line: found?.[1] ? Number(found[1]) : null,
    message: found?.[2] ?? (stderr.trim() || "psql ended without saying why"),
    // Of data after COPY, only the context tells which line is wrong.
    detail: field("DETAIL") ?? field("CONTEXT"),
    hint: field("HINT"),
  };
}

/** The line, from 1, on which the code point at `position` (from 0) stands. */
export function lineAt(text: string, position: number): number {
  return (
    Array.from(text)
      .slice(0, position)
      .filter((character) => character === "\n").length + 1
  );
}
