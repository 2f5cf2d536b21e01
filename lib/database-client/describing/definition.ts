import "server-only";
import pg from "pg";

/** What `\sf` and `\sv` show. */
export interface Definition {
  of: "function" | "view";
  /** A query for one row: the text, or null and why there is none. PostgreSQL itself says where there is no such thing. */
  query: string;
  /** psql's `+`: with the numbers of the lines. */
  isNumbered: boolean;
}

/** `\sf NAME` or `\sf NAME(TYPES)`, which tells functions of one name apart. Pure. */
export function functionDefinition(name: string, isNumbered: boolean): Definition {
  const type = name.includes("(") ? "regprocedure" : "regproc";
  const query = `SELECT pg_catalog.pg_get_functiondef(${pg.escapeLiteral(name)}::pg_catalog.${type}::pg_catalog.oid), NULL`;
  return { of: "function", query, isNumbered };
}

/** `\sv NAME`, as the command that makes the view. Pure. */
export function viewDefinition(name: string, isNumbered: boolean): Definition {
  const query = `SELECT CASE WHEN c.relkind = 'v' THEN
      'CREATE OR REPLACE VIEW ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
      || COALESCE(E'\\n WITH (' || o.options || ')', '') || E' AS\\n'
      || pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid, true), ';')
      || COALESCE(E'\\n WITH ' || o.checked || ' CHECK OPTION', '') END,
      pg_catalog.format('"%s.%s" is not a view', n.nspname, c.relname)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL (
        SELECT pg_catalog.string_agg(option_name || '=' || CASE WHEN pg_catalog.quote_ident(option_value) = option_value
            THEN option_value ELSE pg_catalog.quote_literal(option_value) END, ', ') FILTER (WHERE option_name <> 'check_option')
            AS options,
          pg_catalog.max(pg_catalog.upper(option_value)) FILTER (WHERE option_name = 'check_option') AS checked
        FROM pg_catalog.pg_options_to_table(c.reloptions)) AS o
    WHERE c.oid = ${pg.escapeLiteral(name)}::pg_catalog.regclass`;
  return { of: "view", query, isNumbered };
}

/** Where the body of a function begins, whose first line is number one. */
const beginsBody = /^(AS |BEGIN |RETURN )/;

/** The lines as psql prints them. Pure. */
export function definitionLines({ of, isNumbered }: Definition, text: string): string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  if (!isNumbered) return lines;
  const first =
    of === "view"
      ? 0
      : Math.max(
          0,
          lines.findIndex((line) => beginsBody.test(line)),
        );
  return lines.map((line, index) =>
    index < first ? `${" ".repeat(8)}${line}` : `${String(index - first + 1).padEnd(7)} ${line}`,
  );
}
