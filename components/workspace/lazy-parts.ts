"use client";

import { lazy } from "react";

/*
 * What the page does not need to be read is loaded after it: the layout for this screen, wide (with its splitters) or
 * narrow; the results' grid (before the first run, by `preloadParts`); the dialogs (when asked for); and what is told of a
 * queue, of a second console or of a database that is gone (when there is one).
 */
const importResponseView = () => import("@/components/results-grid/response-view");

export const LazyWideLayout = lazy(async () => ({
  default: (await import("@/components/workspace/wide-layout")).WideLayout,
}));

export const LazyNarrowLayout = lazy(async () => ({
  default: (await import("@/components/workspace/narrow-layout")).NarrowLayout,
}));

export const LazyConsoleDoings = lazy(async () => ({
  default: (await import("@/components/workspace/console-doings")).ConsoleDoings,
}));

export const LazyResponseView = lazy(async () => ({ default: (await importResponseView()).ResponseView }));

export const LazySchemaTree = lazy(async () => ({
  default: (await import("@/components/schema-panel/schema-tree")).SchemaTree,
}));

export const LazyHistoryPanel = lazy(async () => ({
  default: (await import("@/components/workspace/history-panel")).HistoryPanel,
}));

export const LazyPlanPanel = lazy(async () => ({
  default: (await import("@/components/plan/plan-panel")).PlanPanel,
}));

export const LazyChartPanel = lazy(async () => ({
  default: (await import("@/components/result-chart/chart-panel")).ChartPanel,
}));

export const LazyDiagramDialog = lazy(async () => ({
  default: (await import("@/components/diagrams/diagram-dialog")).DiagramDialog,
}));

export const LazyCheckButton = lazy(async () => ({
  default: (await import("@/components/answer/check-button")).CheckButton,
}));

export const LazyAnswerPanel = lazy(async () => ({
  default: (await import("@/components/answer/answer-panel")).AnswerPanel,
}));

export const LazyHelpBar = lazy(async () => ({
  default: (await import("@/components/answer/help-bar")).HelpBar,
}));

export const LazyConnectionDialog = lazy(async () => ({
  default: (await import("@/components/workspace/connection-dialog")).ConnectionDialog,
}));

export const LazyConfirmDialog = lazy(async () => ({
  default: (await import("@/components/ui/confirm-dialog")).ConfirmDialog,
}));

export const LazyQueuePanel = lazy(async () => ({
  default: (await import("@/components/workspace/queue-panel")).QueuePanel,
}));

export const LazyWhatYouRan = lazy(async () => ({
  default: (await import("@/components/workspace/what-you-ran")).WhatYouRan,
}));

export const LazyEarlierSessionNotice = lazy(async () => ({
  default: (await import("@/components/workspace/earlier-session-notice")).EarlierSessionNotice,
}));

export const LazyDiskNotice = lazy(async () => ({
  default: (await import("@/components/workspace/disk-notice")).DiskNotice,
}));

export const LazyOwnSessions = lazy(async () => ({
  default: (await import("@/components/workspace/own-sessions")).OwnSessions,
}));

/** So that the first result does not wait for code. A failure here is met again, and shown, when the part is drawn. */
export function preloadParts(): void {
  importResponseView().catch(() => undefined);
}
