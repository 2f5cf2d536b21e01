import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { columnMiddle, type ErTable, erSizes } from "@/components/diagrams/er-layout";
import { classNames } from "@/components/ui/class-names";

export type ErTableNode = Node<{ table: ErTable; isTouched: boolean }, "table">;

/** One table of the diagram: its name, its columns, and on both sides of each a place where a line may end. */
export function ErTableBox({ data: { table, isTouched } }: NodeProps<ErTableNode>) {
  return (
    <div
      style={{ width: table.width, height: table.height }}
      className={classNames(
        "rounded border bg-raised font-mono text-xs",
        isTouched ? "border-accent shadow-[0_0_0_1px_var(--accent)]" : "border-hairline-strong",
      )}
    >
      <p
        style={{ height: erSizes.header }}
        className={classNames("truncate border-b px-3 leading-[30px] font-semibold", isTouched && "bg-accent-soft")}
      >
        {table.name}
        {isTouched ? <span className="sr-only"> (in your SQL)</span> : null}
      </p>
      <ul>
        {table.columns.map((column) => (
          <li key={column.name} style={{ height: erSizes.row }} className="flex items-center gap-2 px-3">
            <span aria-hidden className="w-3 shrink-0 text-accent">
              {column.isPrimary ? "⚷" : column.isForeign ? "↗" : ""}
            </span>
            <span className="truncate">{column.name}</span>
            <span className="ml-auto truncate pl-3 text-ink-muted">{column.type}</span>
          </li>
        ))}
        {table.hiddenColumns > 0 ? (
          <li className="px-3 text-ink-muted leading-[22px]">{table.hiddenColumns} more</li>
        ) : null}
      </ul>
      {table.columns.map(({ name }) => (
        <ColumnHandles key={name} name={name} top={columnMiddle(table, name)} />
      ))}
    </div>
  );
}

/** Where lines end; they are not to be seen, and nothing can be drawn from them. */
const handleClass = "!size-0 !min-h-0 !min-w-0 !border-0 !bg-transparent";

function ColumnHandles({ name, top }: { name: string; top: number }) {
  return (["left", "right"] as const).flatMap((side) =>
    (["source", "target"] as const).map((type) => (
      <Handle
        key={`${side} ${type}`}
        id={`${name} ${side}`}
        type={type}
        position={side === "left" ? Position.Left : Position.Right}
        isConnectable={false}
        style={{ top }}
        className={handleClass}
      />
    )),
  );
}
