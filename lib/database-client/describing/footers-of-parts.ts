import "server-only";
import type { Footer } from "./relation";

/*
 * What hangs on a relation, part by part: each a query for (position, heading, line), with psql's words.
 */

export const indexes: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY i.indisprimary DESC, x.relname), 'Indexes:', '    "' || x.relname || '"'
    || CASE WHEN o.contype = 'x' THEN ' ' || pg_catalog.pg_get_constraintdef(o.oid, true) ELSE
      CASE WHEN i.indisprimary THEN ' PRIMARY KEY,' WHEN i.indisunique AND o.contype = 'u' THEN ' UNIQUE CONSTRAINT,'
        WHEN i.indisunique THEN ' UNIQUE,' ELSE '' END
      || ' ' || pg_catalog.substr(def.text, pg_catalog.strpos(def.text, ' USING ') + 7)
      || CASE WHEN o.condeferrable THEN ' DEFERRABLE' ELSE '' END
      || CASE WHEN o.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END END
    || CASE WHEN i.indisclustered THEN ' CLUSTER' ELSE '' END || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
    || CASE WHEN i.indisreplident THEN ' REPLICA IDENTITY' ELSE '' END
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_indexdef(i.indexrelid, 0, true) AS text) AS def
    LEFT JOIN pg_catalog.pg_constraint o
      ON o.conrelid = i.indrelid AND o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x')
  WHERE i.indrelid = ${oid}`;

export const checkConstraints: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY o.conname), 'Check constraints:',
    '    "' || o.conname || '" ' || pg_catalog.pg_get_constraintdef(o.oid, true)
  FROM pg_catalog.pg_constraint o WHERE o.conrelid = ${oid} AND o.contype = 'c'`;

/** Those of the tables that this one is a part of come last, with their tables' names. */
export const foreignKeys: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY o.conrelid = ${oid} DESC, o.conname), 'Foreign-key constraints:',
    CASE WHEN o.conrelid = ${oid} THEN '    ' ELSE '    TABLE "' || o.conrelid::pg_catalog.regclass || '" CONSTRAINT ' END
      || '"' || o.conname || '" ' || pg_catalog.pg_get_constraintdef(o.oid, true)
  FROM pg_catalog.pg_constraint o
  WHERE o.contype = 'f' AND o.conparentid = 0
    AND (o.conrelid = ${oid} OR o.conrelid IN (SELECT a.relid FROM pg_catalog.pg_partition_ancestors(${oid}) AS a))`;

export const referencedBy: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY o.conname), 'Referenced by:',
    '    TABLE "' || o.conrelid::pg_catalog.regclass || '" CONSTRAINT "' || o.conname || '" '
      || pg_catalog.pg_get_constraintdef(o.oid, true)
  FROM pg_catalog.pg_constraint o
  WHERE o.contype = 'f' AND o.conparentid = 0
    AND (o.confrelid = ${oid} OR o.confrelid IN (SELECT a.relid FROM pg_catalog.pg_partition_ancestors(${oid}) AS a))`;

export const policies: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY pol.polname),
    CASE WHEN NOT c.relrowsecurity THEN 'Policies (row security disabled):'
      WHEN c.relforcerowsecurity THEN 'Policies (forced row security enabled):' ELSE 'Policies:' END,
    '    POLICY "' || pol.polname || '"' || CASE WHEN pol.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
      || CASE pol.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
        WHEN 'd' THEN ' FOR DELETE' ELSE '' END
      || CASE WHEN pol.polroles = '{0}' THEN '' ELSE E'\\n      TO ' || pg_catalog.array_to_string(ARRAY(
        SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (pol.polroles) ORDER BY 1), ',') END
      || COALESCE(E'\\n      USING (' || pg_catalog.pg_get_expr(pol.polqual, pol.polrelid) || ')', '')
      || COALESCE(E'\\n      WITH CHECK (' || pg_catalog.pg_get_expr(pol.polwithcheck, pol.polrelid) || ')', '')
  FROM pg_catalog.pg_policy pol JOIN pg_catalog.pg_class c ON c.oid = pol.polrelid WHERE pol.polrelid = ${oid}
  UNION ALL
  SELECT 0, NULL, CASE WHEN c.relforcerowsecurity THEN 'Policies (forced row security enabled): (none)'
    ELSE 'Policies (row security enabled): (none)' END
  FROM pg_catalog.pg_class c
  WHERE c.oid = ${oid} AND c.relrowsecurity AND NOT EXISTS (SELECT FROM pg_catalog.pg_policy pol WHERE pol.polrelid = c.oid)`;

/** The kinds of statistics are named where it is neither none nor all of them. */
export const statistics: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY es.stxnamespace::pg_catalog.regnamespace::pg_catalog.text, es.stxname),
    'Statistics objects:',
    '    "' || (es.stxnamespace::pg_catalog.regnamespace) || '.' || es.stxname || '"'
      || CASE WHEN kinds.named <> '' AND kinds.named <> 'ndistinct, dependencies, mcv' THEN ' (' || kinds.named || ')' ELSE '' END
      || ' ON ' || pg_catalog.pg_get_statisticsobjdef_columns(es.oid) || ' FROM ' || (es.stxrelid::pg_catalog.regclass)
      || CASE WHEN es.stxstattarget >= 0 THEN '; STATISTICS ' || es.stxstattarget ELSE '' END
  FROM pg_catalog.pg_statistic_ext es
    CROSS JOIN LATERAL (SELECT pg_catalog.concat_ws(', ', CASE WHEN 'd' = ANY (es.stxkind) THEN 'ndistinct' END,
      CASE WHEN 'f' = ANY (es.stxkind) THEN 'dependencies' END, CASE WHEN 'm' = ANY (es.stxkind) THEN 'mcv' END) AS named) AS kinds
  WHERE es.stxrelid = ${oid}`;

/** Whether it fires, in psql's order of the headings. */
const firing = (column: string) => `pg_catalog.strpos('ODAR', ${column}::pg_catalog.text)`;

/** What follows CREATE RULE. */
const ruleText = "pg_catalog.substr(pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid, true), ';'), 13)";

export const rules: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY ${firing("r.ev_enabled")}, r.rulename),
    CASE r.ev_enabled WHEN 'O' THEN 'Rules:' WHEN 'D' THEN 'Disabled rules:' WHEN 'A' THEN 'Rules firing always:'
      ELSE 'Rules firing on replica only:' END,
    '    ' || ${ruleText}
  FROM pg_catalog.pg_rewrite r WHERE r.ev_class = ${oid}`;

/** A view is a rule, and is shown as its definition. */
export const viewRules: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY r.rulename), 'Rules:', ' ' || ${ruleText}
  FROM pg_catalog.pg_rewrite r WHERE r.ev_class = ${oid} AND r.rulename <> '_RETURN'`;

export const publications: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY p.pubname), 'Publications:', '    "' || p.pubname || '"'
    || COALESCE(' (' || (SELECT pg_catalog.string_agg(a.attname, ', ') FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = ${oid} AND a.attnum = ANY (pr.prattrs::pg_catalog.int2[])) || ')', '')
    || COALESCE(' WHERE ' || pg_catalog.pg_get_expr(pr.prqual, ${oid}), '')
  FROM pg_catalog.pg_publication p
    LEFT JOIN pg_catalog.pg_publication_rel pr ON pr.prpubid = p.oid AND pr.prrelid = ${oid}
  WHERE pr.oid IS NOT NULL OR (pg_catalog.pg_relation_is_publishable(${oid}) AND (p.puballtables OR EXISTS (
    SELECT FROM pg_catalog.pg_publication_namespace pn JOIN pg_catalog.pg_class c ON c.relnamespace = pn.pnnspid
    WHERE pn.pnpubid = p.oid AND c.oid = ${oid})))`;

/** One that a part of a table has from the whole names the table that it was made on. */
export const triggers: Footer = ({ oid }) => `
  SELECT pg_catalog.row_number() OVER (ORDER BY ${firing("t.tgenabled")}, t.tgisinternal, t.tgname),
    CASE t.tgenabled WHEN 'O' THEN 'Triggers:' WHEN 'D' THEN
        CASE WHEN t.tgisinternal THEN 'Disabled internal triggers:' ELSE 'Disabled user triggers:' END
      WHEN 'A' THEN 'Triggers firing always:' ELSE 'Triggers firing on replica only:' END,
    '    ' || pg_catalog.substr(def.text, pg_catalog.strpos(def.text, ' TRIGGER ') + 9)
      || CASE WHEN t.tgparentid = 0 THEN '' ELSE COALESCE(', ON TABLE ' || (
        SELECT u.tgrelid::pg_catalog.regclass::pg_catalog.text
        FROM pg_catalog.pg_partition_ancestors(t.tgrelid) WITH ORDINALITY AS a (relid, depth)
          JOIN pg_catalog.pg_trigger u ON u.tgrelid = a.relid
        WHERE u.tgname = t.tgname AND u.tgparentid = 0 ORDER BY a.depth LIMIT 1), '') END
  FROM pg_catalog.pg_trigger t
    CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_triggerdef(t.oid, true) AS text) AS def
  WHERE t.tgrelid = ${oid} AND (NOT t.tgisinternal OR t.tgenabled = 'D')`;
