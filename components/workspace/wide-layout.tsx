"use client";

import { Group, Panel, Separator } from "react-resizable-panels";
import { ConsolePanes } from "@/components/workspace/console-panes";
import { levelSeparatorClass, uprightSeparatorClass } from "@/components/workspace/separator-class";
import { useKeptLayout } from "@/components/workspace/use-kept-layout";
import type { WorkspaceParts } from "@/components/workspace/workspace-parts";

/** Task and tables beside the consoles. The sizes are remembered in this browser. */
export function WideLayout({ task, tables, bar, ...consoles }: WorkspaceParts) {
  const columns = useKeptLayout(consoles.consoles.length > 1 ? "carrel-columns-of-two" : "carrel-columns");
  const reading = useKeptLayout("carrel-reading");
  return (
    <Group id="columns" orientation="horizontal" className="min-h-0 flex-1" {...columns}>
      <Panel id="task" defaultSize={consoles.consoles.length > 1 ? "24%" : "32%"} minSize={240}>
        <Group id="reading" orientation="vertical" className="h-full" {...reading}>
          <Panel id="task-text" defaultSize="58%" minSize={120}>
            {task}
          </Panel>
          <Separator id="task-height" aria-label="Height of the task" className={levelSeparatorClass} />
          <Panel id="tables" minSize={40}>
            {tables}
          </Panel>
        </Group>
      </Panel>
      <Separator id="task-width" aria-label="Width of the task" className={uprightSeparatorClass} />
      <Panel id="desk" minSize={360}>
        <div className="flex h-full flex-col">
          <ConsolePanes {...consoles} />
          {bar}
        </div>
      </Panel>
    </Group>
  );
}
