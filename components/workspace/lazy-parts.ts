"use client";

import { lazyPart } from "@/components/http/lazy-part";
import { loadPart } from "@/components/http/load-part";

/*
 * What the page does not need to be read is loaded after it: the layout for this screen, wide (with its splitters) or
 * narrow; the results' grid, a transaction's bar and what is said without a database (at once, by `preloadParts`); the title of a tab that
 * nobody sees; the dialogs (when asked for); and what is told of a start, of a queue, of a second console, of a run from
 * before or of a database that is gone (when there is one).
 */
const importResponseView = () => import("@/components/results-grid/response-view").then((file) => file.ResponseView);
const importTransactionBar = () => import("@/components/workspace/transaction-bar").then((file) => file.TransactionBar);
const importNarrowLayout = () => import("@/components/workspace/narrow-layout").then((file) => file.NarrowLayout);

const importSessionNotice = () => import("@/components/workspace/session-notice").then((file) => file.SessionNotice);

export const LazyWideLayout = lazyPart(() =>
  import("@/components/workspace/wide-layout").then((file) => file.WideLayout),
);

export const LazySessionNotice = lazyPart(importSessionNotice);

export const LazyTransactionBar = lazyPart(importTransactionBar);

export const LazyNarrowLayout = lazyPart(importNarrowLayout);

export const LazyAbsenceTitle = lazyPart(() =>
  import("@/components/workspace/absence-title").then((file) => file.AbsenceTitle),
);

export const LazyConsoleDoings = lazyPart(() =>
  import("@/components/workspace/console-doings").then((file) => file.ConsoleDoings),
);

export const LazyResponseView = lazyPart(importResponseView);

export const LazySchemaTree = lazyPart(() =>
  import("@/components/schema-panel/schema-tree").then((file) => file.SchemaTree),
);

export const LazyHistoryPanel = lazyPart(() =>
  import("@/components/workspace/history-panel").then((file) => file.HistoryPanel),
);

export const LazyPlanPanel = lazyPart(() => import("@/components/plan/plan-panel").then((file) => file.PlanPanel));

export const LazyChartPanel = lazyPart(() =>
  import("@/components/result-chart/chart-panel").then((file) => file.ChartPanel),
);

export const LazyDiagramDialog = lazyPart(() =>
  import("@/components/diagrams/diagram-dialog").then((file) => file.DiagramDialog),
);

export const LazyCheckButton = lazyPart(() =>
  import("@/components/answer/check-button").then((file) => file.CheckButton),
);

export const LazyAnswerPanel = lazyPart(() =>
  import("@/components/answer/answer-panel").then((file) => file.AnswerPanel),
);

export const LazyHelpBar = lazyPart(() => import("@/components/answer/help-bar").then((file) => file.HelpBar));

export const LazyConnectionDialog = lazyPart(() =>
  import("@/components/workspace/connection-dialog").then((file) => file.ConnectionDialog),
);

export const LazyConfirmDialog = lazyPart(() =>
  import("@/components/ui/confirm-dialog").then((file) => file.ConfirmDialog),
);

export const LazyStartSteps = lazyPart(() =>
  import("@/components/workspace/start-steps").then((file) => file.StartSteps),
);

export const LazyQueuePanel = lazyPart(() =>
  import("@/components/workspace/queue-panel").then((file) => file.QueuePanel),
);

export const LazyEarlierSessionNotice = lazyPart(() =>
  import("@/components/workspace/earlier-session-notice").then((file) => file.EarlierSessionNotice),
);

export const LazyEarlierRunNotice = lazyPart(() =>
  import("@/components/workspace/earlier-run-notice").then((file) => file.EarlierRunNotice),
);

export const LazyDiskNotice = lazyPart(() =>
  import("@/components/workspace/disk-notice").then((file) => file.DiskNotice),
);

/** So that neither the first result, nor BEGIN, nor a window that is made narrow waits for code, nor the news that there is no network. */
export function preloadParts(): void {
  const loads = [importResponseView, importTransactionBar, importNarrowLayout, importSessionNotice];
  for (const load of loads) loadPart<unknown>(load).catch(() => undefined);
}
