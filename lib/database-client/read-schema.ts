import "server-only";
import pg from "pg";
import { AppError } from "@/lib/errors/app-error";
import type {
  DatabaseSchema,
  ForeignKey,
  SchemaColumn,
  SchemaFunction,
  SchemaTable,
  SchemaView,
} from "@/lib/schemas/database-schema";
import { countRows, lockTimeoutMs } from "./count-rows";
import {
  type ColumnRow,
  type ConstraintRow,
  columnSql,
  constraintSql,
  type FunctionRow,
  functionSql,
  type IndexRow,
  indexSql,
  lockedSql,
  maxFunctions,
  maxRelations,
  type RelationRow,
  relationSql,
} from "./schema-queries";

const questionTimeoutMs = 1_000;

/** What of a database is held in memory; the texts in it are cut long before. */
const maxReceivedBytes = 32 * 1024 * 1024;

const attempts = 3;
/** SQLSTATE lock_not_available; and internal_error, which is said of what was dropped in this moment. */
const passingTrouble = ["55P03", "XX000"];
/** SQLSTATE query_canceled. */
const queryCanceled = "57014";

/**
 * Reads what is in the exercise database now, over an administrator's connection. Rows are counted over one of the
 * student's own, because the planner runs functions that stand in a table's indexes.
 * @throws AppError conflict where locks are in the way all the time or there is too much to read, or as pg does
 */
export async function readSchema(admin: pg.Client, connectCounter: () => Promise<pg.Client>): Promise<DatabaseSchema> {
  const isTooMuch = limitReceived(admin);
  try {
    await admin.query(`SET lock_timeout = ${lockTimeoutMs}; SET statement_timeout = ${questionTimeoutMs}`);
    return await readPatiently(admin, connectCounter);
  } catch (error) {
    if (isTooMuch() || sqlStateOf(error) === queryCanceled) throw tooMuchError(error);
    throw error;
  }
}

async function readPatiently(admin: pg.Client, connectCounter: () => Promise<pg.Client>): Promise<DatabaseSchema> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(admin, connectCounter);
    } catch (error) {
      // Somebody locked a table since the locks were looked at, or dropped it.
      if (!passingTrouble.includes(sqlStateOf(error) ?? "")) throw error;
      if (attempt === attempts) throw lockedError(error);
      await admin.query("ROLLBACK");
    }
  }
}

/** Ends the connection when it has brought too much. */
function limitReceived({ connection: { stream } }: pg.Client): () => boolean {
  let received = 0;
  stream.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received > maxReceivedBytes) stream.destroy();
  });
  return () => received > maxReceivedBytes;
}

function sqlStateOf(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null;
}

function tooMuchError(cause: unknown): AppError {
  return new AppError("conflict", {
    publicMessage: "Your database holds more than can be listed. Drop what you do not need, or reset the exercise.",
    cause,
  });
}

function lockedError(cause: unknown): AppError {
  return new AppError("conflict", {
    publicMessage: "A statement that is under way has locked your tables. They are listed again when it is done.",
    cause,
  });
}

async function readOnce(admin: pg.Client, connectCounter: () => Promise<pg.Client>): Promise<DatabaseSchema> {
  // One moment for all questions: a table that is dropped in between would be there by half.
  await admin.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const locked = (await admin.query<{ oid: number }>(lockedSql)).rows.map(({ oid }) => oid);
  const found = (await admin.query<RelationRow>(relationSql, [locked])).rows;
  const relations = found.slice(0, maxRelations);
  const oids = relations.map(({ oid }) => oid);
  const columns = (await admin.query<ColumnRow>(columnSql, [oids, locked])).rows;
  const constraints = (await admin.query<ConstraintRow>(constraintSql, [oids])).rows;
  const indexes = (await admin.query<IndexRow>(indexSql, [oids, locked])).rows;
  const functions = (await admin.query<FunctionRow>(functionSql)).rows;
  await admin.query("COMMIT");
  const rowCounts = await countRows(relations, connectCounter);
  const parts = { columns: byRelation(columns), constraints: byRelation(constraints), indexes: byRelation(indexes) };
  return {
    tables: relations.filter(isTable).map((relation) => toTable(relation, parts, rowCounts.get(relation.oid) ?? null)),
    views: relations.filter((relation) => !isTable(relation)).map((relation) => toView(relation, parts)),
    functions: functions.slice(0, maxFunctions).map(toFunction),
    truncated: found.length > maxRelations || functions.length > maxFunctions,
  };
}

interface Parts {
  columns: Map<number, ColumnRow[]>;
  constraints: Map<number, ConstraintRow[]>;
  indexes: Map<number, IndexRow[]>;
}

const tableKinds = { r: "table", p: "partitioned table", f: "foreign table" } as const;
const functionKinds = { f: "function", p: "procedure", a: "aggregate", w: "window function" } as const;

function toTable(relation: RelationRow, parts: Parts, rowCount: number | null): SchemaTable {
  const constraints = parts.constraints.get(relation.oid) ?? [];
  const keys = (kind: ConstraintRow["kind"]) =>
    constraints.filter((one) => one.kind === kind).map(({ name, columns }) => ({ name, columns }));
  return {
    ...toRelation(relation, parts),
    kind: isTable(relation) ? tableKinds[relation.kind] : "table",
    rowCount,
    primaryKey: keys("p")[0] ?? null,
    uniqueKeys: keys("u"),
    foreignKeys: constraints.filter(({ kind }) => kind === "f").map(toForeignKey),
    checks: constraints
      .filter(({ kind }) => kind === "c" || kind === "x")
      .map(({ name, definition }) => ({ name, definition: withoutPublic(definition) })),
    indexes: (parts.indexes.get(relation.oid) ?? []).map(({ name, definition, unique }) => ({
      name,
      definition,
      unique,
    })),
  };
}

function toView(relation: RelationRow, parts: Parts): SchemaView {
  return {
    ...toRelation(relation, parts),
    kind: relation.kind === "m" ? "materialized view" : "view",
    definition: relation.definition === null ? null : withoutPublic(relation.definition),
  };
}

function toRelation({ oid, schema, name, comment }: RelationRow, { columns }: Parts) {
  return { schema, name, comment, columns: (columns.get(oid) ?? []).map(toColumn) };
}

function toColumn(row: ColumnRow): SchemaColumn {
  const { name, nullable, comment } = row;
  const value = row.default === null ? null : withoutPublic(row.default);
  return { name, type: withoutPublic(row.type), nullable, default: value, generated: generatedBy(row), comment };
}

function generatedBy({ identity, generated }: ColumnRow): SchemaColumn["generated"] {
  if (identity === "a") return "identity always";
  if (identity === "d") return "identity by default";
  return generated === "" ? null : "stored";
}

function toForeignKey(row: ConstraintRow): ForeignKey {
  const references = {
    schema: row.referencedSchema ?? "",
    table: row.referencedTable ?? "",
    columns: row.referencedColumns,
  };
  const { name, columns } = row;
  return { name, columns, references, onDelete: actionOf(row.onDelete), onUpdate: actionOf(row.onUpdate) };
}

/** pg_constraint's letters. */
function actionOf(letter: string): ForeignKey["onDelete"] {
  switch (letter) {
    case "r":
      return "restrict";
    case "c":
      return "cascade";
    case "n":
      return "set null";
    case "d":
      return "set default";
    default:
      return "no action";
  }
}

function toFunction({ kind, result, arguments: parameters, ...row }: FunctionRow): SchemaFunction {
  return {
    ...row,
    kind: functionKinds[kind],
    arguments: withoutPublic(parameters),
    result: result === null ? null : withoutPublic(result),
  };
}

/** As it is printed for the student, in whose search_path public is. In quotes it stays. */
function withoutPublic(text: string): string {
  return text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\bpublic\./g, (part) => (part === "public." ? "" : part));
}

function isTable(relation: RelationRow): relation is RelationRow & { kind: keyof typeof tableKinds } {
  return relation.kind in tableKinds;
}

function byRelation<Row extends { relation: number }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.relation, [...(groups.get(row.relation) ?? []), row]);
  return groups;
}
