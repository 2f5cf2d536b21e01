import "server-only";
import pg from "pg";

/** psql's pattern for names: parts between dots, as regular expressions of PostgreSQL's. */
export interface NamePattern {
  /** As it was written. */
  text: string;
  /** Outermost first; the last one is the name. */
  parts: string[];
  schema: string | null;
  name: string;
}

/** Where a pattern is looked for. */
export interface NamedColumns {
  schema: string;
  name: string;
  /** Another spelling of the name: `integer` for `int4`, say. */
  alternative?: string;
  isVisible: string;
}

/**
 * Reads a pattern as psql does (processSQLNamePattern): letters fold to lower case outside quotes, `*` and `?` stand for
 * any, a dot parts schema and name, two quotes inside quotes are one, and `[]` is an array. `isLiteral`: nothing but `*` and
 * `?` has a meaning of its own, as in names of operators.
 */
export function parseNamePattern(text: string, { isLiteral = false } = {}): NamePattern {
  const parts = [""];
  let quoted = false;
  const add = (piece: string) => {
    parts[parts.length - 1] += piece;
  };
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    const next = characters[index + 1];
    if (character === '"') {
      if (quoted && next === '"') {
        add('"');
        index++;
      } else quoted = !quoted;
    } else if (quoted) add(escapeForRegex(character));
    else if (character === ".") parts.push("");
    else if (character === "*") add(".*");
    else if (character === "?") add(".");
    else if (character === "$" || (character === "[" && next === "]")) add(`\\${character}`);
    else if (isLiteral) add(escapeForRegex(character.toLowerCase()));
    else add(character.toLowerCase());
  }
  return { text, parts, schema: parts.at(-2) ?? null, name: parts.at(-1) ?? "" };
}

/**
 * What psql says of a pattern that has more parts than the kind of object has names, or whose first part is another database;
 * null: nothing.
 */
export function qualificationError({ text, parts }: NamePattern, most: number, database: string): string | null {
  if (parts.length > most) return `improper qualified name (too many dotted names): ${text}`;
  const isOfDatabase = most > 1 && parts.length === most;
  return isOfDatabase && parts[0] !== database ? `cross-database references are not implemented: ${text}` : null;
}

/** A condition on a name, and on its schema or whether it is seen without one. */
export function patternCondition(pattern: NamePattern | null, columns: NamedColumns): string {
  if (!pattern) return columns.isVisible;
  const matches = (column: string, regex: string) =>
    `${column} OPERATOR(pg_catalog.~) ${pg.escapeLiteral(`^(${regex})$`)} COLLATE pg_catalog.default`;
  const either = [columns.name, ...(columns.alternative ? [columns.alternative] : [])];
  const name = `(${either.map((column) => matches(column, pattern.name)).join(" OR ")})`;
  return pattern.schema === null
    ? `${name} AND ${columns.isVisible}`
    : `${name} AND ${matches(columns.schema, pattern.schema)}`;
}

function escapeForRegex(character: string): string {
  return /[|*+?()[\]{}.^$\\]/.test(character) ? `\\${character}` : character;
}
