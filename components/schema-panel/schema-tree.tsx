"use client";

import { SchemaLine } from "@/components/schema-panel/schema-line";
import { type SchemaTreeActs, useSchemaTree } from "@/components/schema-panel/use-schema-tree";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";

/** What is in the database: a click, or Enter, puts a name into the editor; Space shows the first rows. */
export function SchemaTree({ schema, ...acts }: SchemaTreeActs & { schema: DatabaseSchema }) {
  const tree = useSchemaTree(schema, acts);
  return (
    <div ref={tree.treeRef} role="tree" aria-label="Tables" className="py-1" onKeyDown={tree.onKeyDown}>
      {tree.items.map((item) => (
        <SchemaLine
          key={item.id}
          item={item}
          isOpen={tree.open.has(item.id)}
          isActive={item.id === tree.activeId}
          onToggle={() => tree.toggle(item)}
          onAct={() => tree.act(item)}
          onPeek={acts.onPeek}
          onFocus={() => tree.setChosen(item.id)}
        />
      ))}
    </div>
  );
}
