import "server-only";
import { inSchemas, type Listing, relationColumns } from "./listing";

/** One relation that is described. */
export interface Relation {
  oid: string;
  schema: string;
  name: string;
  /** The letter of pg_class.relkind. */
  kind: string;
  isUnlogged: boolean;
}

/**
 * One footer of psql's `\d`: a query for (position, heading, line). A heading stands once above the lines that follow each
 * other under it; a footer without one is a line of its own.
 */
export type Footer = (relation: Relation) => string;

/** The query that finds what `\d` with a pattern describes; `toRelation` reads its rows. Pure. */
export function findRelationsQuery(listing: Listing): string {
  return `SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence = 'u'
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE ${inSchemas(listing, relationColumns)} ORDER BY 2, 3`;
}

export function toRelation([oid, schema, name, kind, isUnlogged]: (string | null)[]): Relation {
  return { oid: oid ?? "0", schema: schema ?? "", name: name ?? "", kind: kind ?? "", isUnlogged: isUnlogged === "t" };
}

const titles: Record<string, string> = {
  r: "Table",
  p: "Partitioned table",
  v: "View",
  m: "Materialized view",
  i: "Index",
  I: "Partitioned index",
  S: "Sequence",
  t: "TOAST table",
  c: "Composite type",
  f: "Foreign table",
};

/** What psql writes above a relation. Pure. */
export function relationTitle({ kind, isUnlogged, schema, name }: Relation): string {
  const title = titles[kind] ?? `?${kind}?`;
  const whole = isUnlogged ? `Unlogged ${title.toLowerCase()}` : title;
  return `${whole} "${schema}.${name}"`;
}
