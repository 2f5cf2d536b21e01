import "server-only";
import { namesIn, nodesOf, type ParseNode, visit } from "./parse-tree";

/** What SQL is made of, as mustUse and mustNotUse call it: "GROUP BY", "function count", "table loan". */
export type Constructs = ReadonlySet<string>;

/** PostgreSQL's aggregates: the parser does not know which functions are some, unless they are written as only those can be. */
const aggregates = new Set(
  `count sum avg min max array_agg string_agg bool_and bool_or every bit_and bit_or bit_xor json_agg jsonb_agg json_object_agg
   jsonb_object_agg stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_slope
   regr_intercept regr_count regr_r2 regr_avgx regr_avgy regr_sxx regr_syy regr_sxy mode percentile_cont percentile_disc
   xmlagg range_agg range_intersect_agg any_value`.split(/\s+/),
);

/** Every construct in these statements. A CTE's name is no table. */
export function findConstructs(statements: ParseNode[]): Constructs {
  const found = new Set<string>();
  const ctes = new Set<string>();
  const tables = new Set<string>();
  for (const statement of statements) {
    visit(statement, (node) => {
      if (node.name === "CommonTableExpr") ctes.add(String(node.fields.ctename));
      if (node.name === "RangeVar" || node.name === "relation") tables.add(String(node.fields.relname));
      for (const construct of readers[node.name]?.(node.fields) ?? []) found.add(construct);
    });
  }
  for (const table of tables) if (!ctes.has(table)) found.add(`table ${table}`);
  return found;
}

type Reader = (fields: Record<string, unknown>) => string[];

const readers: Record<string, Reader | undefined> = {
  SelectStmt: readSelect,
  larg: readSelect,
  rarg: readSelect,
  InsertStmt: (fields) => ["INSERT", ...(fields.onConflictClause ? ["ON CONFLICT"] : []), ...readReturning(fields)],
  UpdateStmt: (fields) => ["UPDATE", ...readWhere(fields), ...readReturning(fields)],
  DeleteStmt: (fields) => ["DELETE", ...readWhere(fields), ...readReturning(fields)],
  MergeStmt: (fields) => ["MERGE", ...readReturning(fields)],
  JoinExpr: readJoin,
  RangeSubselect: ({ lateral }) => ["SUBQUERY", ...(lateral ? ["LATERAL"] : [])],
  RangeFunction: ({ lateral }) => (lateral ? ["LATERAL"] : []),
  SubLink: ({ subLinkType }) => [
    "SUBQUERY",
    ...(subLinkType === "EXISTS_SUBLINK" ? ["EXISTS"] : []),
    ...(subLinkType === "ANY_SUBLINK" ? ["IN"] : []),
  ],
  A_Expr: ({ kind }) => (kind === "AEXPR_IN" ? ["IN"] : []),
  CaseExpr: () => ["CASE"],
  GroupingSet: () => ["GROUPING SETS"],
  WithClause: ({ recursive }) => ["CTE", ...(recursive ? ["RECURSIVE CTE"] : [])],
  withClause: ({ recursive }) => ["CTE", ...(recursive ? ["RECURSIVE CTE"] : [])],
  FuncCall: readFunction,
  CoalesceExpr: () => ["function coalesce"],
  MinMaxExpr: ({ op }) => [op === "IS_LEAST" ? "function least" : "function greatest"],
  SQLValueFunction: ({ op }) => [`function ${String(op).replace("SVFOP_", "").toLowerCase()}`],
};

function readSelect(fields: Record<string, unknown>): string[] {
  const clauses: [unknown, string][] = [
    [fields.whereClause, "WHERE"],
    [fields.groupClause, "GROUP BY"],
    [fields.havingClause, "HAVING"],
    [fields.sortClause, "ORDER BY"],
    [fields.distinctClause, "DISTINCT"],
    [fields.limitCount, "LIMIT"],
    [fields.limitOffset, "OFFSET"],
    [fields.windowClause, "WINDOW"],
  ];
  const commas = nodesOf(fields.fromClause).length > 1 ? ["JOIN"] : [];
  const operation = String(fields.op ?? "SETOP_NONE").replace("SETOP_", "");
  const operations = operation === "NONE" ? [] : ["SET OPERATION", operation];
  return ["SELECT", ...clauses.flatMap(([clause, name]) => (clause ? [name] : [])), ...commas, ...operations];
}

function readWhere(fields: Record<string, unknown>): string[] {
  return fields.whereClause ? ["WHERE"] : [];
}

/** Up to version 17 a list stands there, and from 18 on a clause. */
function readReturning(fields: Record<string, unknown>): string[] {
  return fields.returningList || fields.returningClause ? ["RETURNING"] : [];
}

function readJoin({ jointype, isNatural, quals, usingClause }: Record<string, unknown>): string[] {
  const outer = { JOIN_LEFT: "LEFT JOIN", JOIN_RIGHT: "RIGHT JOIN", JOIN_FULL: "FULL JOIN" };
  const side = Object.entries(outer).find(([name]) => name === jointype)?.[1];
  if (side) return ["JOIN", "OUTER JOIN", side, ...(isNatural ? ["NATURAL JOIN"] : [])];
  if (isNatural) return ["JOIN", "INNER JOIN", "NATURAL JOIN"];
  return quals || usingClause ? ["JOIN", "INNER JOIN"] : ["JOIN", "CROSS JOIN"];
}

function readFunction(fields: Record<string, unknown>): string[] {
  const name = namesIn(fields.funcname).at(-1) ?? "";
  const isWindow = fields.over !== undefined;
  const isAggregate =
    aggregates.has(name) || fields.agg_star || fields.agg_distinct || fields.agg_filter || fields.agg_within_group;
  return [
    `function ${name}`,
    ...(isWindow ? ["WINDOW"] : isAggregate ? ["AGGREGATE"] : []),
    ...(fields.agg_filter ? ["FILTER"] : []),
    ...(fields.agg_distinct ? ["DISTINCT"] : []),
  ];
}
