import "server-only";
import type { OrderKeys } from "./compare-order";
import type { ResultColumn } from "./comparison-columns";
import { isFields, namesIn, nodesOf, type ParseNode, parseStatements } from "./parse-tree";

/** The ORDER BY of the statement that gives a result. */
export interface ReferenceOrder {
  /** Null where there is none. */
  keys: OrderKeys | null;
  /** Some of it is not among the result's columns, and cannot be checked there. */
  isPartial: boolean;
}

/** Reads off the parse tree by what the last statement orders its result, as columns of that result. */
export async function readReferenceOrder(sql: string, columns: ResultColumn[]): Promise<ReferenceOrder> {
  const statement = (await parseStatements(sql))?.findLast(({ name }) => name === "SelectStmt");
  const items = nodesOf(statement?.fields.sortClause).filter(({ name }) => name === "SortBy");
  if (!statement || items.length === 0) return { keys: null, isPartial: false };
  const targets = nodesOf(statement.fields.targetList);
  const found = items.map((item) => ({ item, column: columnOf(item, targets, columns) }));
  // Behind a key that cannot be seen nothing is certain: rows that look tied there may not be.
  const known = found.slice(0, found.findIndex(({ column }) => column === null) >>> 0);
  const words = known.map(({ item, column }) => itemWords(item, columns[column ?? 0]?.name ?? ""));
  const keyColumns = known.flatMap(({ column }) => (column === null ? [] : [column]));
  return {
    keys: keyColumns.length > 0 ? { columns: keyColumns, words: `ORDER BY ${words.join(", ")}` } : null,
    isPartial: known.length < found.length,
  };
}

/** By number, by an output column's name, or by the expression of one. */
function columnOf(item: ParseNode, targets: ParseNode[], columns: ResultColumn[]): number | null {
  const [node] = nodesOf(item.fields.node);
  if (!node) return null;
  if (node.name === "A_Const" && isFields(node.fields.ival)) return Number(node.fields.ival.ival ?? 0) - 1;
  const names = node.name === "ColumnRef" ? namesIn(node.fields.fields) : [];
  const byName = names.length === 1 ? columns.findIndex(({ name }) => name === names[0]) : -1;
  if (byName >= 0) return byName;
  // With a star among them, the targets' places are not those of the columns.
  if (targets.length !== columns.length || targets.some(isStar)) return starColumn(names, targets, columns);
  const wanted = withoutPlaces(node);
  const byExpression = targets.findIndex((target) => {
    const [value] = nodesOf(target.fields.val);
    return value !== undefined && withoutPlaces(value) === wanted;
  });
  if (byExpression >= 0) return byExpression;
  // `ORDER BY m.name` beside a column that is written `name`, and the other way round.
  return uniqueTarget(names, targets);
}

/** Whether two names may be of one column: one may leave its table out, and never name another one. */
function isSameColumn(one: string[], other: string[]): boolean {
  const [table, otherTable] = [one.at(-2), other.at(-2)];
  return one.at(-1) === other.at(-1) && (table === undefined || otherTable === undefined || table === otherTable);
}

function isStar(target: ParseNode): boolean {
  return nodesOf(target.fields.val).some((value) => nodesOf(value.fields.fields).some(({ name }) => name === "A_Star"));
}

/** `SELECT * … ORDER BY m.name`: the column of that name, if only one has it, and no star stands for another table's. */
function starColumn(names: string[], targets: ParseNode[], columns: ResultColumn[]): number | null {
  const last = names.at(-1);
  if (last === undefined || !targets.some((target) => isStar(target) && isStarOver(target, names))) return null;
  const found = columns.flatMap(({ name }, index) => (name === last ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** `m.*` is over m's columns alone. */
function isStarOver(target: ParseNode, names: string[]): boolean {
  const [table, wanted] = [
    nodesOf(target.fields.val)
      .flatMap(({ fields }) => namesIn(fields.fields))
      .at(-1),
    names.at(-2),
  ];
  return table === undefined || wanted === undefined || table === wanted;
}

function uniqueTarget(names: string[], targets: ParseNode[]): number | null {
  if (names.length === 0) return null;
  const found = targets.flatMap((target, index) => {
    const [value] = nodesOf(target.fields.val);
    return value?.name === "ColumnRef" && isSameColumn(namesIn(value.fields.fields), names) ? [index] : [];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function withoutPlaces(node: ParseNode): string {
  return JSON.stringify(node, (key, value: unknown) => (key === "location" ? undefined : value));
}

function itemWords({ fields }: ParseNode, column: string): string {
  const direction = fields.sortby_dir === "SORTBY_DESC" ? " DESC" : "";
  const nulls = { SORTBY_NULLS_FIRST: " NULLS FIRST", SORTBY_NULLS_LAST: " NULLS LAST" };
  const place = Object.entries(nulls).find(([name]) => name === fields.sortby_nulls)?.[1] ?? "";
  return `${column}${direction}${place}`;
}
