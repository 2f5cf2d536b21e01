import "server-only";
import pg from "pg";

/** psql's pattern for names: parts between dots, as regular expressions of PostgreSQL's. */
export interface NamePattern {
  schema: string | null;
  name: string;
  /** More than one object may be meant. */
  isWild: boolean;
}

/**
 * Reads a pattern as psql does (processSQLNamePattern): letters fold to lower case outside quotes, `*` and `?` stand for
 * any, a dot parts schema and name, and two quotes inside quotes are one.
 */
export function parseNamePattern(text: string): NamePattern {
  const parts = [""];
  let quoted = false;
  let isWild = false;
  const add = (piece: string) => {
    parts[parts.length - 1] += piece;
  };
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    if (character === '"') {
      if (quoted && characters[index + 1] === '"') {
        add('"');
        index++;
      } else quoted = !quoted;
    } else if (quoted) add(escapeForRegex(character));
    else if (character === ".") parts.push("");
    else if (character === "*" || character === "?") {
      isWild = true;
      add(character === "*" ? ".*" : ".");
    } else add(character === "$" ? "\\$" : character.toLowerCase());
  }
  const name = parts.pop() ?? "";
  return { schema: parts.pop() ?? null, name, isWild };
}

/** A condition on a name, and on its schema or whether it is seen without one. */
export function patternCondition(
  pattern: NamePattern | null,
  columns: { schema: string; name: string; isVisible: string },
): string {
  if (!pattern) return columns.isVisible;
  const matches = (column: string, regex: string) =>
    `${column} OPERATOR(pg_catalog.~) ${pg.escapeLiteral(`^(${regex})$`)} COLLATE pg_catalog.default`;
  const name = matches(columns.name, pattern.name);
  return pattern.schema === null
    ? `${name} AND ${columns.isVisible}`
    : `${name} AND ${matches(columns.schema, pattern.schema)}`;
}

function escapeForRegex(character: string): string {
  return /[|*+?()[\]{}.^$\\]/.test(character) ? `\\${character}` : character;
}
