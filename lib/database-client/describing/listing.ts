import "server-only";
import type { NamedColumns, NamePattern } from "../name-pattern";
import { patternCondition } from "../name-pattern";

/** What is asked of one of psql's lists. */
export interface Listing {
  /** The letters between `d` and the flags: `tv` of `\dtvS+`. */
  letters: string;
  pattern: NamePattern | null;
  /** What stands after the pattern: types of arguments, or a second pattern. */
  others: string[];
  /** psql's `+`: more of each. */
  isVerbose: boolean;
  /** psql's `S`: the system's own, too. */
  isSystem: boolean;
}

/** The query of one list, with psql's own headings and order. */
export type ListQuery = (listing: Listing) => string;

/*
 * What stands in this folder asks the catalogue what psql asks it (src/bin/psql/describe.c). It runs as the student, on the
 * student's connection; names are qualified all the same, so that no function of the student's own answers.
 */

/** Which objects of a schema are listed: those that the pattern names, or all that are no part of the system. */
export function inSchemas({ pattern, isSystem }: Listing, columns: NamedColumns): string {
  const own = `${columns.schema} <> 'pg_catalog' AND ${columns.schema} <> 'information_schema'
    AND ${columns.schema} !~ '^pg_toast'`;
  return `${pattern || isSystem ? "" : `${own} AND `}${patternCondition(pattern, columns)}`;
}

/** Which objects of the whole cluster are listed; without a pattern, those of the condition. */
export function inCluster({ pattern, isSystem }: Listing, column: string, own = "true"): string {
  if (!pattern) return isSystem ? "true" : own;
  return patternCondition({ ...pattern, schema: null }, { schema: column, name: column, isVisible: "true" });
}

/** Rights as psql prints them, one a line. */
export function privileges(acl: string): string {
  return `CASE WHEN pg_catalog.array_length(${acl}, 1) = 0 THEN '(none)'
      ELSE pg_catalog.array_to_string(${acl}, E'\\n') END AS "Access privileges"`;
}

export const relationColumns: NamedColumns = {
  schema: "n.nspname",
  name: "c.relname",
  isVisible: "pg_catalog.pg_table_is_visible(c.oid)",
};

export const typeColumns: NamedColumns = {
  schema: "n.nspname",
  name: "t.typname",
  isVisible: "pg_catalog.pg_type_is_visible(t.oid)",
};

export const routineColumns: NamedColumns = {
  schema: "n.nspname",
  name: "p.proname",
  isVisible: "pg_catalog.pg_function_is_visible(p.oid)",
};
