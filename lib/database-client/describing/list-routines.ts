import "server-only";
import { parseNamePattern, patternCondition } from "../name-pattern";
import { canonicalType } from "./list-types";
import { inCluster, inSchemas, type ListQuery, privileges, routineColumns } from "./listing";

const description = `pg_catalog.obj_description(p.oid, 'pg_proc') AS "Description"`;

const verboseColumns = `,
  CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' WHEN 'v' THEN 'volatile' END AS "Volatility",
  CASE p.proparallel WHEN 'r' THEN 'restricted' WHEN 's' THEN 'safe' WHEN 'u' THEN 'unsafe' END AS "Parallel",
  pg_catalog.pg_get_userbyid(p.proowner) AS "Owner",
  CASE WHEN p.prosecdef THEN 'definer' ELSE 'invoker' END AS "Security",
  ${privileges("p.proacl")}, l.lanname AS "Language",
  CASE WHEN l.lanname IN ('internal', 'c') THEN p.prosrc END AS "Internal name", ${description}`;

const isOfLetter: Record<string, string> = {
  a: "p.prokind = 'a'",
  p: "p.prokind = 'p'",
  t: "p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype",
  w: "p.prokind = 'w'",
};

/** `\df`: functions, of the kinds that letters after it name. Pure. */
export const listFunctions: ListQuery = (listing) => `
  SELECT n.nspname AS "Schema", p.proname AS "Name", pg_catalog.pg_get_function_result(p.oid) AS "Result data type",
    pg_catalog.pg_get_function_arguments(p.oid) AS "Argument data types",
    CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func' END AS "Type"
    ${listing.isVerbose ? verboseColumns : ""}
  FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  WHERE ${inSchemas(listing, routineColumns)} AND ${ofKinds(listing.letters.slice(1))} AND
    ${withArguments(listing.others, (index) => `p.proargtypes[${index}]`)}
  ORDER BY 1, 2, 4`;

/** With `n` all but the kinds that are not named, else those that are. */
function ofKinds(letters: string): string {
  if (letters === "") return "true";
  const conditions = Object.entries(isOfLetter);
  if (!letters.includes("n")) {
    const named = conditions.flatMap(([letter, condition]) => (letters.includes(letter) ? [condition] : []));
    return `(${named.join(" OR ")})`;
  }
  const unnamed = conditions.flatMap(([letter, condition]) => (letters.includes(letter) ? [] : [`NOT ${condition}`]));
  return unnamed.length === 0 ? "true" : unnamed.join(" AND ");
}

/** Arguments by their types, in order; `-` for none. `argumentAt` is where the type of one stands. */
function withArguments(types: string[], argumentAt: (index: number) => string): string {
  const conditions = types.map((type, index) => {
    const argument = `SELECT FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace
      WHERE t.oid = ${argumentAt(index)}`;
    if (type === "-") return `NOT EXISTS (${argument})`;
    const columns = {
      schema: "tn.nspname",
      name: "t.typname",
      alternative: "pg_catalog.format_type(t.oid, NULL)",
      isVisible: "pg_catalog.pg_type_is_visible(t.oid)",
    };
    return `EXISTS (${argument} AND ${patternCondition(parseNamePattern(canonicalType(type)), columns)})`;
  });
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** `\da`: aggregates. Pure. */
export const listAggregates: ListQuery = (listing) => `
  SELECT n.nspname AS "Schema", p.proname AS "Name", pg_catalog.format_type(p.prorettype, NULL) AS "Result data type",
    CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_catalog.pg_get_function_arguments(p.oid) END AS "Argument data types",
    ${description}
  FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE p.prokind = 'a' AND ${inSchemas(listing, routineColumns)}
  ORDER BY 1, 2, 4`;

const operatorColumns = {
  schema: "n.nspname",
  name: "o.oprname",
  isVisible: "pg_catalog.pg_operator_is_visible(o.oid)",
};

/** `\do`: operators. Pure. */
export const listOperators: ListQuery = (listing) => {
  const pattern = listing.pattern && parseNamePattern(listing.pattern.text, { isLiteral: true });
  return `
  SELECT n.nspname AS "Schema", o.oprname AS "Name",
    CASE WHEN o.oprkind = 'l' THEN NULL ELSE pg_catalog.format_type(o.oprleft, NULL) END AS "Left arg type",
    pg_catalog.format_type(o.oprright, NULL) AS "Right arg type",
    pg_catalog.format_type(o.oprresult, NULL) AS "Result type",
    ${listing.isVerbose ? 'o.oprcode AS "Function",' : ""}
    COALESCE(pg_catalog.obj_description(o.oid, 'pg_operator'), pg_catalog.obj_description(o.oprcode, 'pg_proc')) AS "Description"
  FROM pg_catalog.pg_operator o LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
  WHERE ${inSchemas({ ...listing, pattern }, operatorColumns)} AND ${withOperands(listing.others)}
  ORDER BY 1, 2, 3, 4`;
};

/** One type asks for what has one operand. */
function withOperands(types: string[]): string {
  if (types.length !== 1)
    return withArguments(types.slice(0, 2), (index) => (index === 0 ? "o.oprleft" : "o.oprright"));
  return `o.oprleft = 0 AND ${withArguments(types, () => "o.oprright")}`;
}

/** `\dL`: languages that functions can be written in. Pure. */
export const listLanguages: ListQuery = (listing) => `
  SELECT l.lanname AS "Name", pg_catalog.pg_get_userbyid(l.lanowner) AS "Owner", l.lanpltrusted AS "Trusted",
    ${
      listing.isVerbose
        ? `NOT l.lanispl AS "Internal language", l.lanplcallfoid::pg_catalog.regprocedure AS "Call handler",
           l.lanvalidator::pg_catalog.regprocedure AS "Validator", l.laninline::pg_catalog.regprocedure AS "Inline handler",
           ${privileges("l.lanacl")},`
        : ""
    }
    pg_catalog.obj_description(l.oid, 'pg_language') AS "Description"
  FROM pg_catalog.pg_language l
  WHERE ${inCluster(listing, "l.lanname", "l.lanplcallfoid <> 0")}
  ORDER BY 1`;

/** `\dy`: triggers on events such as DDL. Pure. */
export const listEventTriggers: ListQuery = (listing) => `
  SELECT e.evtname AS "Name", e.evtevent AS "Event", pg_catalog.pg_get_userbyid(e.evtowner) AS "Owner",
    CASE e.evtenabled WHEN 'O' THEN 'enabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' WHEN 'D' THEN 'disabled' END
      AS "Enabled",
    e.evtfoid::pg_catalog.regproc AS "Function", pg_catalog.array_to_string(e.evttags, ', ') AS "Tags"
    ${listing.isVerbose ? `, pg_catalog.obj_description(e.oid, 'pg_event_trigger') AS "Description"` : ""}
  FROM pg_catalog.pg_event_trigger e
  WHERE ${inCluster(listing, "e.evtname")}
  ORDER BY 1`;
