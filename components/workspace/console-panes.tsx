"use client";

import { Fragment } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { ConsoleHead } from "@/components/workspace/console-head";
import { consoleTitles } from "@/components/workspace/console-names";
import { ConsoleSwitch } from "@/components/workspace/console-switch";
import { levelSeparatorClass, uprightSeparatorClass } from "@/components/workspace/separator-class";
import { useHasRoomForTwo } from "@/components/workspace/use-browser-facts";
import { useKeptLayout } from "@/components/workspace/use-kept-layout";
import type { ConsoleParts, WorkspaceParts } from "@/components/workspace/workspace-parts";

type ConsolePanesProps = Pick<WorkspaceParts, "consoles" | "active" | "onActivate">;

/** One console, or two beside each other; where there is no room for that, the one that is in use. */
export function ConsolePanes({ consoles, active, onActivate }: ConsolePanesProps) {
  const hasRoom = useHasRoomForTwo();
  const hasTwo = consoles.length > 1;
  const shown = hasTwo && !hasRoom ? consoles.filter(({ name }) => name === active) : consoles;
  const panelIds = shown.map(({ name }) => `console-${name}`);
  return (
    <>
      {hasTwo && !hasRoom ? <ConsoleSwitch consoles={consoles} active={active} onActivate={onActivate} /> : null}
      <Consoles key={panelIds.join()} shown={shown} panelIds={panelIds} onActivate={onActivate} />
    </>
  );
}

interface ConsolesProps extends Pick<ConsolePanesProps, "onActivate"> {
  shown: ConsoleParts[];
  panelIds: string[];
}

function Consoles({ shown, panelIds, onActivate }: ConsolesProps) {
  const layout = useKeptLayout("carrel-consoles", panelIds);
  return (
    <Group id="consoles" orientation="horizontal" className="min-h-0 flex-1" {...layout}>
      {shown.map((parts, index) => (
        <Fragment key={parts.name}>
          {index === 0 ? null : (
            <Separator id="console-width" aria-label="Width of console A" className={uprightSeparatorClass} />
          )}
          <Panel id={`console-${parts.name}`} minSize={280}>
            {shown.length === 1 ? (
              <ConsoleRows parts={parts} />
            ) : (
              <section
                aria-label={consoleTitles[parts.name]}
                onFocusCapture={() => onActivate(parts.name)}
                className="flex h-full flex-col"
              >
                <ConsoleHead {...parts} />
                <ConsoleRows parts={parts} />
              </section>
            )}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}

/** Editor above result. */
function ConsoleRows({ parts: { name, editor, transaction, results } }: { parts: ConsoleParts }) {
  const prefix = name === "main" ? "" : `${name}-`;
  const layout = useKeptLayout(`carrel-${prefix}rows`);
  return (
    <Group id={`${prefix}rows`} orientation="vertical" className="h-full min-h-0 flex-1" {...layout}>
      <Panel id={`${prefix}editor`} defaultSize="42%" minSize={120}>
        {editor}
      </Panel>
      <Separator id={`${prefix}editor-height`} aria-label="Height of the editor" className={levelSeparatorClass} />
      <Panel id={`${prefix}results`} minSize={120}>
        <div className="flex h-full flex-col">
          {transaction}
          <div className="min-h-0 flex-1">{results}</div>
        </div>
      </Panel>
    </Group>
  );
}
