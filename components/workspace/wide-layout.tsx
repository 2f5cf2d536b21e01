"use client";

import { Group, type LayoutStorage, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { browserStorage } from "@/components/workspace/draft";
import type { WorkspaceParts } from "@/components/workspace/workspace-parts";

const nowhere: LayoutStorage = { getItem: () => null, setItem: () => undefined };

/** Task and tables beside editor above result. The sizes are remembered in this browser. */
export function WideLayout({ task, tables, editor, transaction, results, bar }: WorkspaceParts) {
  const storage = browserStorage() ?? nowhere;
  const columns = useDefaultLayout({ id: "carrel-columns", storage });
  const reading = useDefaultLayout({ id: "carrel-reading", storage });
  const rows = useDefaultLayout({ id: "carrel-rows", storage });
  return (
    <Group id="columns" orientation="horizontal" className="min-h-0 flex-1" {...withoutDeprecated(columns)}>
      <Panel id="task" defaultSize="32%" minSize={240}>
        <Group id="reading" orientation="vertical" className="h-full" {...withoutDeprecated(reading)}>
          <Panel id="task-text" defaultSize="58%" minSize={120}>
            {task}
          </Panel>
          <Separator
            id="task-height"
            aria-label="Height of the task"
            className={`h-px ${separatorClass} before:inset-x-0 before:-inset-y-1`}
          />
          <Panel id="tables" minSize={40}>
            {tables}
          </Panel>
        </Group>
      </Panel>
      <Separator
        id="task-width"
        aria-label="Width of the task"
        className={`w-px ${separatorClass} before:-inset-x-1 before:inset-y-0`}
      />
      <Panel id="desk" minSize={360}>
        <div className="flex h-full flex-col">
          <Group id="rows" orientation="vertical" className="min-h-0 flex-1" {...withoutDeprecated(rows)}>
            <Panel id="editor" defaultSize="42%" minSize={120}>
              {editor}
            </Panel>
            <Separator
              id="editor-height"
              aria-label="Height of the editor"
              className={`h-px ${separatorClass} before:inset-x-0 before:-inset-y-1`}
            />
            <Panel id="results" minSize={120}>
              <div className="flex h-full flex-col">
                {transaction}
                <div className="min-h-0 flex-1">{results}</div>
              </div>
            </Panel>
          </Group>
          {bar}
        </div>
      </Panel>
    </Group>
  );
}

/** A hairline to see, nine pixels to take hold of. */
const separatorClass =
  "relative z-10 bg-hairline outline-none before:absolute before:content-[''] hover:bg-hairline-strong " +
  "focus-visible:bg-accent focus-visible:shadow-[0_0_0_2px_var(--accent)]";

function withoutDeprecated({ defaultLayout, onLayoutChanged }: ReturnType<typeof useDefaultLayout>) {
  return { defaultLayout, onLayoutChanged };
}
