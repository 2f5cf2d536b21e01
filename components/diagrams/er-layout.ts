import { graphlib, layout } from "@dagrejs/dagre";
import type { DatabaseSchema, SchemaTable } from "@/lib/schemas/database-schema";

export interface ErColumn {
  name: string;
  type: string;
  isPrimary: boolean;
  isForeign: boolean;
  isNullable: boolean;
}

/** A table as a box. Places are in pixels, from the left upper corner of the whole picture. */
export interface ErTable {
  id: string;
  name: string;
  columns: ErColumn[];
  /** So many more columns are not drawn. */
  hiddenColumns: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A foreign key as a line, from the column that points to the one that it points to. */
export interface ErLink {
  id: string;
  from: { table: string; column: string };
  to: { table: string; column: string };
  /** A row need not point anywhere. */
  isOptional: boolean;
}

export interface ErLayout {
  tables: ErTable[];
  links: ErLink[];
  width: number;
  height: number;
}

export const erSizes = {
  header: 30,
  row: 22,
  character: 7.3,
  padding: 12,
  gap: 20,
  mostColumns: 24,
  mostCharacters: 48,
};
/** A key's sign stands before a column's name. */
const signCharacters = 3;

/** Places a database's tables, so that lines are short and seldom cross. */
export function layOutTables({ tables }: Pick<DatabaseSchema, "tables">): ErLayout {
  const boxes = tables.map(toBox);
  const links = tables.flatMap(linksOf).filter(({ to }) => boxes.some(({ id }) => id === to.table));
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 28, ranksep: 72, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { id, from, to } of links) if (from.table !== to.table) graph.setEdge(from.table, to.table, {}, id);
  layout(graph);
  const placed = boxes.map((box) => {
    // dagre gives the middle of a box.
    const { x, y } = graph.node(box.id);
    return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const { width, height } = sizeOf(placed);
  return { tables: placed, links, width, height };
}

/** How far below a table's upper edge a column's line begins. */
export function columnMiddle({ columns, height }: ErTable, name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  return index < 0 ? height - erSizes.row / 2 : erSizes.header + erSizes.row * (index + 0.5);
}

export function tableId({ schema, name }: Pick<SchemaTable, "schema" | "name">): string {
  return `${schema}.${name}`;
}

function toBox(table: SchemaTable): ErTable {
  const foreign = new Set(table.foreignKeys.flatMap(({ columns }) => columns));
  const columns = table.columns.slice(0, erSizes.mostColumns).map(({ name, type, nullable }) => ({
    name,
    type,
    isPrimary: table.primaryKey?.columns.includes(name) ?? false,
    isForeign: foreign.has(name),
    isNullable: nullable,
  }));
  const hiddenColumns = table.columns.length - columns.length;
  const name = table.schema === "public" ? table.name : tableId(table);
  const widest = Math.max(
    name.length,
    ...columns.map((column) =>
      Math.min(erSizes.mostCharacters, signCharacters + column.name.length + column.type.length),
    ),
  );
  return {
    id: tableId(table),
    name,
    columns,
    hiddenColumns,
    x: 0,
    y: 0,
    width: Math.ceil(widest * erSizes.character) + 2 * erSizes.padding + erSizes.gap,
    height: erSizes.header + erSizes.row * (columns.length + (hiddenColumns > 0 ? 1 : 0)) + 4,
  };
}

function linksOf(table: SchemaTable): ErLink[] {
  const from = tableId(table);
  return table.foreignKeys.flatMap(({ name, columns, references }) =>
    columns.map((column, index) => ({
      id: `${from} ${name} ${column}`,
      from: { table: from, column },
      to: {
        table: tableId({ schema: references.schema, name: references.table }),
        column: references.columns[index] ?? "",
      },
      isOptional: table.columns.find((one) => one.name === column)?.nullable ?? false,
    })),
  );
}

function sizeOf(tables: ErTable[]): { width: number; height: number } {
  return {
    width: Math.max(0, ...tables.map(({ x, width }) => x + width)) + 16,
    height: Math.max(0, ...tables.map(({ y, height }) => y + height)) + 16,
  };
}
