import "server-only";
import {
  childTables,
  foreignServer,
  indexFacts,
  inherited,
  owningTable,
  partitionKey,
  partitionOf,
  sequenceOwner,
  storageFacts,
  typedTable,
  viewDefinition,
} from "./footers-of-a-whole";
import {
  checkConstraints,
  foreignKeys,
  indexes,
  policies,
  publications,
  referencedBy,
  rules,
  statistics,
  triggers,
  viewRules,
} from "./footers-of-parts";
import type { Footer, Relation } from "./relation";

interface PlacedFooter {
  footer: Footer;
  /** Kinds of relations that have it. */
  kinds: string;
  isVerboseOnly?: true;
}

/** In psql's order. */
const footers: PlacedFooter[] = [
  { footer: sequenceOwner, kinds: "S" },
  { footer: partitionOf(false), kinds: "rpfiI" },
  { footer: partitionOf(true), kinds: "rpfiI", isVerboseOnly: true },
  { footer: partitionKey, kinds: "p" },
  { footer: owningTable, kinds: "t" },
  { footer: indexFacts, kinds: "iI" },
  { footer: indexes, kinds: "rmpt" },
  { footer: checkConstraints, kinds: "rfp" },
  { footer: foreignKeys, kinds: "rfp" },
  { footer: referencedBy, kinds: "rp" },
  { footer: policies, kinds: "rp" },
  { footer: statistics, kinds: "rmfp" },
  { footer: rules, kinds: "rfp" },
  { footer: publications, kinds: "rp" },
  { footer: viewDefinition, kinds: "vm", isVerboseOnly: true },
  { footer: viewRules, kinds: "v", isVerboseOnly: true },
  { footer: triggers, kinds: "rvfp" },
  { footer: foreignServer, kinds: "f" },
  { footer: inherited, kinds: "rf" },
];

/** What `\d` writes beneath a relation's columns: its query, whose rows `footerLines` reads. Pure. */
export function relationFootersQuery(relation: Relation, isVerbose: boolean): string {
  const shown = [
    ...footers.filter(({ isVerboseOnly }) => isVerbose || !isVerboseOnly),
    { footer: childTables(isVerbose), kinds: "rfpI" },
    { footer: typedTable, kinds: "rp" },
    ...(isVerbose ? [{ footer: storageFacts, kinds: "rmfpIitv" }] : []),
  ].filter(({ kinds }) => kinds.includes(relation.kind));
  const parts = shown.map(
    ({ footer }, place) =>
      `SELECT ${place} AS place, f.position, f.heading, f.line FROM (${footer(relation)}) AS f (position, heading, line)`,
  );
  const none = "SELECT 0 AS place, 0 AS position, NULL AS heading, NULL AS line WHERE false";
  return `SELECT u.heading, u.line FROM (${[none, ...parts].join(" UNION ALL ")}) AS u ORDER BY u.place, u.position`;
}

/** The lines as psql prints them. Pure. */
export function footerLines(rows: (string | null)[][]): string[] {
  return rows.flatMap(([heading = null, line], index) => {
    const begins = heading !== null && heading !== rows[index - 1]?.[0];
    return `${begins ? `${heading}\n` : ""}${line}`.split("\n");
  });
}
