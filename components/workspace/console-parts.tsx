"use client";

import { type ReactNode, type Ref, Suspense } from "react";
import { ConsoleProvider } from "@/components/workspace/console-context";
import { consoleBadge } from "@/components/workspace/console-words";
import type { DraftKeeper } from "@/components/workspace/draft-keeper";
import { EditorPanel } from "@/components/workspace/editor-panel";
import type { EditorTabsHandle } from "@/components/workspace/editor-tabs";
import { LazyConsoleDoings, LazyTransactionBar } from "@/components/workspace/lazy-parts";
import { ResultsPanel } from "@/components/workspace/results-panel";
import type { SeenConsoles } from "@/components/workspace/seen-consoles";
import type { SessionApiError } from "@/components/workspace/session-api-error";
import type { SessionView } from "@/components/workspace/session-view";
import type { useConsoles } from "@/components/workspace/use-consoles";
import type { ConsoleParts } from "@/components/workspace/workspace-parts";
import type { DatabaseSchema } from "@/lib/schemas/database-schema";
import type { EarlierSession } from "@/lib/schemas/statement-history";

interface ConsolePartsOptions {
  desk: ReturnType<typeof useConsoles>["activeDesk"];
  hasSibling: boolean;
  seen: SeenConsoles;
  view: SessionView;
  drafts: DraftKeeper;
  tabsHandle: Ref<EditorTabsHandle>;
  schema: DatabaseSchema | null;
  showsButtons: boolean;
  earlier: EarlierSession | null;
  /** The verdict on the last answer; null at a console whose text is not handed in. */
  answer: ReactNode;
  learnFrom: (error: unknown) => SessionApiError;
  onCheck: () => void;
  onStart: () => void;
  onLeaveQueue: () => Promise<void>;
  onClose: (() => void) | null;
}

/** What is seen of one console. */
export function consoleParts(options: ConsolePartsOptions): ConsoleParts {
  const { desk, hasSibling, seen, onClose } = options;
  const { name, standing, isRunning, canRun, runAside, forget } = desk;
  const inConsole = (part: ReactNode) => <ConsoleProvider value={{ name, hasSibling }}>{part}</ConsoleProvider>;
  return {
    ...{ name, onClose, pid: desk.activity?.pid ?? null, badge: consoleBadge(desk.activity, standing) },
    editor: inConsole(<Editor {...options} />),
    results: inConsole(<Results {...options} />),
    transaction: inConsole(
      standing === "idle" ? null : (
        <Suspense>
          <LazyTransactionBar standing={standing} isBusy={isRunning || !canRun} onRun={runAside} onForget={forget} />
        </Suspense>
      ),
    ),
    doings: (
      <Suspense>
        <LazyConsoleDoings name={name} seen={seen} />
      </Suspense>
    ),
  };
}

function Editor({ desk, drafts, tabsHandle, schema, showsButtons, onCheck }: ConsolePartsOptions) {
  const { name, draftView } = desk;
  const { id, sql } = drafts.activeTab(name);
  return (
    <EditorPanel
      handle={desk.editorRef}
      document={{ id, sql, version: draftView.version }}
      tabs={{
        handle: tabsHandle,
        view: draftView,
        onChoose: drafts.choose,
        onOpen: desk.onNewTab,
        onRename: (tabId, typed) => drafts.rename(name, tabId, typed),
        onClose: drafts.close,
        onRestore: drafts.restore,
      }}
      schema={schema}
      error={desk.error}
      runButtons={desk.runButtons}
      showsButtons={showsButtons}
      onFormat={desk.onFormat}
      onExplain={desk.onExplain}
      onCheck={onCheck}
      onChange={(text) => drafts.keep(name, text)}
      onLookChange={desk.onLookChange}
    />
  );
}

function Results({ desk, view, earlier, answer, learnFrom, onStart, onLeaveQueue }: ConsolePartsOptions) {
  return (
    <ResultsPanel
      {...{ view, earlier, answer, learnFrom, onStart, onLeaveQueue }}
      shown={desk.shown}
      onShow={desk.setShown}
      outcome={desk.outcome}
      isRunning={desk.isRunning}
      earlierRun={desk.earlierRun}
      errorPlace={desk.runErrorPlace}
      asked={desk.asked}
      onPlanError={desk.setPlanError}
      onGoToError={desk.onGoToError}
      onCopy={desk.onCopy}
    />
  );
}
