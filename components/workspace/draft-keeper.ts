import { type KeptDrafts, readKeptDrafts, tabsKey, writeKeptDrafts } from "@/components/workspace/draft";
import { readDrafts, saveDrafts } from "@/components/workspace/draft-api";
import { firstTabs, mergeTabs, newTab, sameTabs } from "@/components/workspace/draft-book";
import { asSessionApiError } from "@/components/workspace/session-api-error";
import type { Drafts, DraftTab } from "@/lib/schemas/draft";
import { mostDraftTabs } from "@/lib/schemas/draft-limits";

interface DraftKeeperOptions {
  key: string;
  exerciseId: string;
  starterSql: string | null;
  storage: Storage | null;
}

export interface DraftView {
  /** As they were when a tab was last opened, chosen, closed or brought in: not with every key. */
  tabs: DraftTab[];
  activeId: string;
  /** Another one says that a text was changed by somebody else than the editor. */
  version: number;
  /** False where this browser keeps nothing. */
  isKept: boolean;
  /** False where Carrel has not got it. */
  isSaved: boolean;
}

const noTab: DraftTab = { id: "", name: "", sql: "" };

const writeDelayMs = 300;
const saveDelayMs = 3_000;
const retryDelayMs = 30_000;
const mostAttempts = 5;

/**
 * What is typed for an exercise: kept in this browser a moment after each pause, and by Carrel a little later. Other
 * windows of this browser, and other devices, are merged, and never overwritten.
 */
export class DraftKeeper {
  private readonly options: DraftKeeperOptions;
  private readonly listeners = new Set<() => void>();
  private tabs: DraftTab[];
  private activeId: string;
  /** What Carrel has, as far as is known. */
  private base: Drafts;
  /** What this browser's storage has. */
  private written: DraftTab[];
  private view: DraftView;
  private hasPulled = false;
  private isSaving = false;
  private writeTimer: ReturnType<typeof setTimeout> | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DraftKeeperOptions) {
    this.options = options;
    const kept = readKeptDrafts(options.storage, options.key, options.starterSql);
    this.tabs = kept.tabs;
    this.written = kept.tabs;
    this.activeId = kept.activeId;
    this.base = kept.base;
    this.view = { tabs: kept.tabs, activeId: kept.activeId, version: 0, isKept: true, isSaved: true };
  }

  /** Listens to other windows and to the page's end, and asks Carrel what it has. @returns what stops it */
  start(): () => void {
    const onStorage = (event: StorageEvent) => {
      if (event.key === tabsKey(this.options.key)) this.takeOver();
    };
    const onLeave = () => this.flush();
    const onOnline = () => void this.save();
    window.addEventListener("storage", onStorage);
    window.addEventListener("pagehide", onLeave);
    window.addEventListener("online", onOnline);
    document.addEventListener("visibilitychange", onLeave);
    void this.save();
    return () => {
      window.removeEventListener("storage", onStorage);
      window.removeEventListener("pagehide", onLeave);
      window.removeEventListener("online", onOnline);
      document.removeEventListener("visibilitychange", onLeave);
      this.flush();
      clearTimeout(this.saveTimer);
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): DraftView => this.view;

  /** The tab that is chosen, with its text as it is now: for an editor that is drawn anew. */
  activeTab = (): DraftTab => this.tabs.find(({ id }) => id === this.activeId) ?? noTab;

  /** The editor's new text, of the tab that is chosen. */
  keep = (sql: string): void => {
    this.tabs = this.tabs.map((tab) => (tab.id === this.activeId ? { ...tab, sql } : tab));
    this.schedule();
  };

  choose = (id: string): void => {
    if (this.tabs.some((tab) => tab.id === id)) this.activeId = id;
    this.changed();
  };

  open = (): void => {
    if (this.tabs.length >= mostDraftTabs) return;
    const tab = newTab(this.tabs, `query-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`);
    this.tabs = [...this.tabs, tab];
    this.activeId = tab.id;
    this.changed();
  };

  /** @returns the tab as it was, for whoever wants it back; null where it is the only one */
  close = (id: string): DraftTab | null => {
    const index = this.tabs.findIndex((tab) => tab.id === id);
    const closed = this.tabs[index];
    if (closed === undefined || this.tabs.length === 1) return null;
    this.tabs = this.tabs.filter((tab) => tab !== closed);
    if (this.activeId === id) this.activeId = this.tabs[Math.max(0, index - 1)]?.id ?? "";
    this.changed();
    return closed;
  };

  restore = (tab: DraftTab): void => {
    if (!this.tabs.some(({ id }) => id === tab.id)) this.tabs = [...this.tabs, tab];
    this.choose(tab.id);
  };

  private changed(): void {
    this.publish({});
    this.schedule();
  }

  private schedule(): void {
    clearTimeout(this.writeTimer);
    clearTimeout(this.saveTimer);
    this.writeTimer = setTimeout(() => this.write(), writeDelayMs);
    this.saveTimer = setTimeout(() => void this.save(), saveDelayMs);
  }

  private publish(changes: Partial<DraftView>): void {
    this.view = { ...this.view, tabs: this.tabs, activeId: this.activeId, ...changes };
    for (const listener of this.listeners) listener();
  }

  /** At once, as the page may be gone in a moment. */
  private flush(): void {
    this.write();
    void this.save();
  }

  private write(): void {
    clearTimeout(this.writeTimer);
    const { key, storage } = this.options;
    const kept: KeptDrafts = { tabs: this.tabs, activeId: this.activeId, base: this.base };
    const isKept = writeKeptDrafts(storage, key, kept);
    this.written = this.tabs;
    if (isKept !== this.view.isKept) this.publish({ isKept });
  }

  /** Another window of this browser has written. */
  private takeOver(): void {
    const { key, storage, starterSql } = this.options;
    const other = readKeptDrafts(storage, key, starterSql);
    if (other.base.revision > this.base.revision) this.base = other.base;
    const merged = mergeTabs({ base: this.written, mine: this.tabs, theirs: other.tabs });
    this.written = other.tabs;
    this.adopt(merged);
    if (!sameTabs(merged, other.tabs)) this.schedule();
  }

  private adopt(tabs: DraftTab[]): void {
    if (sameTabs(tabs, this.tabs)) return;
    this.tabs = tabs;
    if (!tabs.some(({ id }) => id === this.activeId)) this.activeId = tabs[0]?.id ?? "";
    this.publish({ version: this.view.version + 1 });
  }

  /** Brings Carrel and this browser together; tried again later where Carrel does not answer. */
  private async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    if (this.isSaving) return;
    this.isSaving = true;
    try {
      if (!this.hasPulled) await this.pull();
      for (let attempt = 1; attempt <= mostAttempts && !sameTabs(this.tabs, this.base.tabs); attempt++) {
        await this.push();
      }
      if (!this.view.isSaved) this.publish({ isSaved: true });
    } catch (error) {
      const { status } = asSessionApiError(error);
      if (this.view.isSaved) this.publish({ isSaved: false });
      // What Carrel refuses for what it is, it would refuse again.
      if (status === null || status >= 500) this.saveTimer = setTimeout(() => void this.save(), retryDelayMs);
    } finally {
      this.isSaving = false;
    }
  }

  private async push(): Promise<void> {
    const { exerciseId } = this.options;
    const { tabs } = this;
    try {
      const revision = await saveDrafts(exerciseId, { tabs, revision: this.base.revision });
      this.base = { tabs, revision };
      this.write();
    } catch (error) {
      if (asSessionApiError(error).code !== "conflict") throw error;
      await this.pull();
    }
  }

  private async pull(): Promise<void> {
    const theirs = await readDrafts(this.options.exerciseId);
    this.hasPulled = true;
    if (theirs.revision === this.base.revision) return;
    // Carrel has forgotten it, or never had it: what is here is changed from what the exercise begins with.
    const known = theirs.revision === 0 ? firstTabs(this.options.starterSql ?? "") : theirs.tabs;
    const merged = mergeTabs({ base: this.base.tabs, mine: this.tabs, theirs: known });
    this.base = { tabs: known, revision: theirs.revision };
    this.adopt(merged);
    this.write();
  }
}
