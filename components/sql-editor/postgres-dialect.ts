import { PostgreSQL, SQLDialect } from "@codemirror/lang-sql";

/**
 * The dialect that ships colours all of PostgreSQL's 700 key words, and with them tables and columns that are called
 * "member", "name" or "title". These are the ones that a student means as key words.
 */
const keywords = `
  abort add all alter always analyse analyze and any as asc begin between both by cascade case cast check cluster
  collate column comment commit concurrently conflict constraint copy create cross cube current_date current_role
  current_time current_timestamp current_user cursor database deallocate declare default deferrable deferred delete desc
  distinct do domain drop each else end escape except exclude execute exists explain extension fetch filter first for
  foreign from full function generated grant group grouping having identity if ilike immediate in index inherits
  initially inner insert instead intersect into is isnull isolation join key language last lateral leading left like
  limit local localtime localtimestamp lock loop materialized merge matched natural no not nothing notnull nowait null
  nulls of off offset on only or order ordinality outer over overlaps owner partition policy prepare primary privileges
  procedure public range read recursive references refresh reindex release rename repeatable replace reset restrict
  return returning returns revoke right role rollback rollup row rows savepoint schema security select sequence
  serializable session_user set sets share show similar skip some start symmetric table tablesample temp temporary then
  ties to trailing transaction trigger truncate unbounded uncommitted union unique unlogged update using vacuum values
  variadic verbose view when where window with within without work write
`;

export const postgresDialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: keywords.trim().replace(/\s+/g, " "),
});
