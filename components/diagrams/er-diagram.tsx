"use client";

import "@xyflow/react/dist/base.css";
import { Background, type BuiltInEdge, Controls, ReactFlow } from "@xyflow/react";
import { useTheme } from "next-themes";
import { useMemo } from "react";
import { type ErLayout, layOutTables } from "@/components/diagrams/er-layout";
import { ErTableBox, type ErTableNode } from "@/components/diagrams/er-table-node";
import { SaveDiagram } from "@/components/diagrams/save-diagram";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

interface ErDiagramProps {
  schema: DatabaseSchema;
  /** Names of tables that the SQL in the editor speaks of. */
  touched: ReadonlySet<string>;
  /** What a saved picture is called, without its ending. */
  name: string;
}

const nodeTypes = { table: ErTableBox };

/** Tables and foreign keys as they stand in the catalogue now. Nothing in it can be changed; it moves and zooms. */
export function ErDiagram({ schema, touched, name }: ErDiagramProps) {
  const { resolvedTheme } = useTheme();
  const layout = useMemo(() => layOutTables(schema), [schema]);
  const nodes = useMemo(() => toNodes(layout, touched), [layout, touched]);
  const edges = useMemo(() => toEdges(layout), [layout]);
  return (
    <div className="relative size-full">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        colorMode={resolvedTheme === "dark" ? "dark" : "light"}
        fitView
        fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
        minZoom={0.1}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnDoubleClick={false}
        aria-label="Tables and their foreign keys"
        className="!bg-surface"
      >
        <Background color="var(--hairline)" gap={24} />
        <Controls showInteractive={false} className={controlsClass} />
      </ReactFlow>
      <SaveDiagram layout={layout} name={name} />
    </div>
  );
}

const controlsClass =
  "flex flex-col rounded border bg-raised [&_button]:grid [&_button]:size-8 [&_button]:place-items-center [&_button]:border-b " +
  "[&_button:last-child]:border-b-0 [&_svg]:size-3.5 [&_svg]:fill-ink";

function toNodes({ tables }: ErLayout, touched: ReadonlySet<string>): ErTableNode[] {
  return tables.map((table) => ({
    id: table.id,
    type: "table",
    position: { x: table.x, y: table.y },
    data: { table, isTouched: touched.has(table.name) },
    ariaLabel: `Table ${table.name}`,
  }));
}

/** A line from a table to itself: a curve would lie on the table's own edge. */
const loop = { type: "smoothstep" as const, pathOptions: { offset: 14, borderRadius: 6 } };

function toEdges({ tables, links }: ErLayout): BuiltInEdge[] {
  const left = new Map(tables.map(({ id, x }) => [id, x]));
  return links.map(({ id, from, to, isOptional }) => {
    const isRightwards = (left.get(to.table) ?? 0) > (left.get(from.table) ?? 0);
    const isLoop = to.table === from.table;
    return {
      id,
      source: from.table,
      target: to.table,
      sourceHandle: `${from.column} ${isRightwards ? "right" : "left"}`,
      targetHandle: `${to.column} ${isRightwards || isLoop ? "left" : "right"}`,
      ...(isLoop ? loop : {}),
      style: { stroke: "var(--hairline-strong)", strokeDasharray: isOptional ? "4 3" : undefined },
    };
  });
}
