import { qualifiedName, quoteName } from "@/components/schema-panel/quote-name";
import type {
  DatabaseSchema,
  SchemaColumn,
  SchemaFunction,
  SchemaTable,
  SchemaView,
} from "@/lib/schemas/database-schema";

/** One line of the tree. `insert` is what it puts into the editor, null where it has nothing to give. */
export interface SchemaItem {
  id: string;
  kind: "table" | "view" | "column" | "index" | "check" | "key" | "functions" | "function";
  level: 1 | 2;
  label: string;
  /** Beside the name: a type, a definition, what a key refers to. */
  note: string;
  /** At the right edge of a table; null where it was not counted. */
  rowCount: number | null;
  isPrimaryKey: boolean;
  isForeignKey: boolean;
  /** What else is known, for whoever points at it. */
  title: string;
  insert: string | null;
  /** What shows its first rows; null where there are none to show. */
  peekSql: string | null;
  isExpandable: boolean;
}

const blank = {
  note: "",
  rowCount: null,
  isPrimaryKey: false,
  isForeignKey: false,
  title: "",
  insert: null,
  peekSql: null,
  isExpandable: false,
};

const peekedRows = 50;

/** The lines of the tree from top to bottom, with those beneath whatever is open. */
export function schemaItems(schema: DatabaseSchema, open: ReadonlySet<string>): SchemaItem[] {
  const relations = [...schema.tables, ...schema.views].flatMap((relation) => {
    const item = relationItem(relation);
    return open.has(item.id) ? [item, ...childItems(relation, item.id)] : [item];
  });
  if (schema.functions.length === 0) return relations;
  const group: SchemaItem = {
    ...blank,
    id: "functions",
    kind: "functions",
    level: 1,
    label: "Functions",
    rowCount: schema.functions.length,
    isExpandable: true,
  };
  return [...relations, group, ...(open.has(group.id) ? schema.functions.map(functionItem) : [])];
}

function relationItem(relation: SchemaTable | SchemaView): SchemaItem {
  const name = qualifiedName(relation);
  const isTable = "rowCount" in relation;
  return {
    ...blank,
    id: `relation:${relation.schema}.${relation.name}`,
    kind: isTable ? "table" : "view",
    level: 1,
    label: relation.schema === "public" ? relation.name : `${relation.schema}.${relation.name}`,
    note: relation.kind === "table" ? "" : relation.kind,
    rowCount: isTable ? relation.rowCount : null,
    title: relation.comment ?? "",
    insert: name,
    peekSql: `SELECT * FROM ${name} LIMIT ${peekedRows}`,
    isExpandable: true,
  };
}

function childItems(relation: SchemaTable | SchemaView, parent: string): SchemaItem[] {
  const columns = relation.columns.map((column) => columnItem(column, relation, parent));
  return "rowCount" in relation ? [...columns, ...tableDetails(relation, parent)] : columns;
}

function columnItem(column: SchemaColumn, relation: SchemaTable | SchemaView, parent: string): SchemaItem {
  const table = "rowCount" in relation ? relation : null;
  const isPrimaryKey = table?.primaryKey?.columns.includes(column.name) ?? false;
  const key = table?.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column.name);
  const isUnique = table?.uniqueKeys.some(({ columns }) => columns.length === 1 && columns[0] === column.name) ?? false;
  const facts = [
    isPrimaryKey ? "primary key" : null,
    isUnique ? "unique" : null,
    column.nullable || isPrimaryKey ? null : "not null",
    column.generated ?? (column.default === null ? null : `default ${column.default}`),
    column.comment,
  ];
  return {
    ...blank,
    id: `${parent}/${column.name}`,
    kind: "column",
    level: 2,
    label: column.name,
    note: key === undefined ? column.type : `${column.type} → ${key.references.table}`,
    isPrimaryKey,
    isForeignKey: key !== undefined,
    title: facts.filter((fact) => fact !== null).join(", "),
    insert: quoteName(column.name),
  };
}

/** What no single column can say: keys over several, checks, indexes that are not a key's own. */
function tableDetails(table: SchemaTable, parent: string): SchemaItem[] {
  const { foreignKeys, primaryKey, uniqueKeys, checks, indexes } = table;
  const ownIndexes = new Set([primaryKey?.name, ...uniqueKeys.map(({ name }) => name)]);
  const wide = foreignKeys.filter(({ columns }) => columns.length > 1);
  const detail = (kind: "key" | "check" | "index", name: string, note: string): SchemaItem => ({
    ...blank,
    id: `${parent}//${kind}/${name}`,
    kind,
    level: 2,
    label: kind,
    note,
    title: name,
  });
  return [
    ...uniqueKeys
      .filter(({ columns }) => columns.length > 1)
      .map(({ name, columns }) => detail("key", name, `UNIQUE (${columns.join(", ")})`)),
    ...wide.map(({ name, columns, references }) =>
      detail("key", name, `(${columns.join(", ")}) → ${references.table} (${references.columns.join(", ")})`),
    ),
    ...checks.map(({ name, definition }) => detail("check", name, definition.replace(/^CHECK /, ""))),
    ...indexes
      .filter(({ name }) => !ownIndexes.has(name))
      .map(({ name, definition, unique }) =>
        detail("index", name, `${unique ? "UNIQUE " : ""}${definition.replace(/^.* USING (btree )?/, "")}`),
      ),
  ];
}

function functionItem({ schema, name, arguments: parameters, result, kind }: SchemaFunction): SchemaItem {
  return {
    ...blank,
    id: `function:${schema}.${name}(${parameters})`,
    kind: "function",
    level: 2,
    label: schema === "public" ? name : `${schema}.${name}`,
    note: `(${parameters})${result === null ? "" : ` → ${result}`}`,
    title: kind,
    insert: `${qualifiedName({ schema, name })}()`,
  };
}
