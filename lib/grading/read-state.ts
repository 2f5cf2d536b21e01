import "server-only";
import type { Console } from "@/lib/database-client/console";
import type { TableState } from "./observation";
import { askConsole, type GradeLimits } from "./run-sql";

interface ReadStateOptions {
  /** The reader's, with nothing but pg_catalog on its search_path. */
  console: Console;
  limits: GradeLimits;
  volatileColumns: string[];
  /** The checksums of the fresh database: rows of tables that still have them are not read. Null: read none. */
  untouched: ReadonlyMap<string, string> | null;
}

/** Tables with more rows are compared by their checksum alone. */
const mostRows = 20_000;

const tablesSql = `
  SELECT n.nspname, c.relname, c.relkind::text, a.attname,
    EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ORDER BY n.nspname, c.relname, a.attnum`;

interface TableName {
  name: string;
  /** As it stands after FROM. */
  source: string;
  columns: string[];
  keys: number[];
}

/** What is in all tables of a database. */
export async function readState(options: ReadStateOptions): Promise<TableState[]> {
  const tables = await listTables(options);
  if (tables.length === 0) return [];
  const sums = await readChecksums(tables, options);
  const states: TableState[] = [];
  for (const [index, table] of tables.entries()) {
    const { count = 0, checksum = "" } = sums[index] ?? {};
    const isUntouched = options.untouched?.get(table.name) === checksum;
    const isRead = options.untouched !== null && !isUntouched && count <= mostRows;
    const { columns, rows } = await readTable(table, options, isRead);
    states.push({ name: table.name, columns, keys: table.keys, count, checksum, rows });
  }
  return states;
}

/** The rows of one table, whoever has changed it. */
export async function readTableRows(
  options: Omit<ReadStateOptions, "untouched">,
  name: string,
): Promise<TableState["rows"]> {
  const table = (await listTables({ ...options, untouched: null })).find((one) => one.name === name);
  return table ? (await readTable(table, { ...options, untouched: null }, true)).rows : null;
}

async function listTables({ console, limits, volatileColumns }: ReadStateOptions): Promise<TableName[]> {
  const { rows } = await askConsole(console, tablesSql, limits);
  const tables = new Map<string, TableName>();
  const volatile = new Set(volatileColumns.map((name) => name.toLowerCase()));
  for (const [schema, relation, kind, column, isKey] of rows) {
    const name = schema === "public" ? `${relation}` : `${schema}.${relation}`;
    const only = kind === "r" ? "ONLY " : "";
    const source = `${only}${quoted(schema)}.${quoted(relation)}`;
    const table = tables.get(name) ?? { name, source, columns: [], keys: [] };
    tables.set(name, table);
    if (!column || volatile.has(column.toLowerCase())) continue;
    if (isKey === "t") table.keys.push(table.columns.length);
    table.columns.push(quoted(column));
  }
  return [...tables.values()];
}

/** ROW(…)::text is made by the types' own output functions; a cast could be the student's. */
async function readChecksums(tables: TableName[], { console, limits }: ReadStateOptions) {
  const parts = tables.map(
    ({ source, columns }, index) =>
      `SELECT ${index} AS at, count(*) AS n, coalesce(sum(hashtextextended(ROW(${columns.join(", ")})::text, 0)), 0) AS sum FROM ${source}`,
  );
  const { rows } = await askConsole(console, `${parts.join(" UNION ALL ")} ORDER BY at`, limits);
  return rows.map(([, count, sum]) => ({ count: Number(count), checksum: `${count}:${sum}` }));
}

async function readTable({ source, columns, keys }: TableName, { console, limits }: ReadStateOptions, isRead: boolean) {
  const list = columns.length > 0 ? columns.join(", ") : "";
  // A change moves rows to other places; people look for them by their keys.
  const order = keys.length > 0 ? ` ORDER BY ${keys.map((key) => key + 1).join(", ")}` : "";
  const sql = `SELECT ${list} FROM ${source}${isRead ? order : " LIMIT 0"}`;
  const found = await askConsole(console, sql, limits);
  return { columns: found.columns, rows: isRead ? found.rows : null };
}

function quoted(name: string | null | undefined): string {
  return `"${(name ?? "").replaceAll('"', '""')}"`;
}
