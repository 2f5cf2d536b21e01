import { type KeptDrafts, readKeptDrafts, tabsKey, writeKeptDrafts } from "@/components/workspace/draft";
import { readDrafts, saveDrafts } from "@/components/workspace/draft-api";
import {
  activeTabOf,
  consoleOf,
  firstTabs,
  mergeTabs,
  newTab,
  sameTabs,
  tabName,
  tabsOf,
} from "@/components/workspace/draft-book";
import { asSessionApiError } from "@/components/workspace/session-api-error";
import type { Drafts, DraftTab } from "@/lib/schemas/draft";
import { mostDraftTabs } from "@/lib/schemas/draft-limits";
import type { ConsoleName } from "@/lib/schemas/query";

interface DraftKeeperOptions {
  key: string;
  exerciseId: string;
  starterSql: string | null;
  storage: Storage | null;
}

/** How it stands with what was typed, in whatever console. */
interface DraftMarks {
  /** Another one says that a text was changed by somebody else than the editor. */
  version: number;
  /** False where this browser keeps nothing. */
  isKept: boolean;
  /** False where Carrel has not got it. */
  isSaved: boolean;
}

/** What one console's editor shows. */
export interface DraftView extends DraftMarks {
  /** As they were when a tab was last opened, chosen, named, closed or brought in: not with every key. */
  tabs: DraftTab[];
  activeId: string;
}

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
  private readonly activeIds: Record<ConsoleName, string>;
  /** What Carrel has, as far as is known. */
  private base: Drafts;
  /** What this browser's storage has. */
  private written: DraftTab[];
  private views: Record<ConsoleName, DraftView>;
  private marks: DraftMarks = { version: 0, isKept: true, isSaved: true };
  private hasPulled = false;
  private isSaving = false;
  private writeTimer: ReturnType<typeof setTimeout> | undefined;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DraftKeeperOptions) {
    this.options = options;
    const kept = readKeptDrafts(options.storage, options.key, options.starterSql);
    this.tabs = kept.tabs;
    this.written = kept.tabs;
    this.activeIds = kept.activeIds;
    this.base = kept.base;
    this.views = { main: this.viewOf("main"), second: this.viewOf("second") };
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

  snapshot = (console: ConsoleName): DraftView => this.views[console];

  /** The tab of a console that is chosen, with its text as it is now: for an editor that is drawn anew. */
  activeTab = (console: ConsoleName): DraftTab => activeTabOf(this.tabs, console, this.activeIds[console]);

  /** The editor's new text, of the tab that is chosen. */
  keep = (console: ConsoleName, sql: string): void => {
    this.put({ ...this.activeTab(console), sql });
    this.schedule();
  };

  choose = (id: string): void => {
    const chosen = this.tabs.find((tab) => tab.id === id);
    if (chosen !== undefined) this.activeIds[consoleOf(chosen)] = id;
    this.changed();
  };

  open = (console: ConsoleName): void => {
    const tabs = tabsOf(this.tabs, console);
    if (tabs.length >= mostDraftTabs) return;
    // What nobody has typed into yet stays beside the new one.
    for (const tab of tabs) this.put(tab);
    const id = `query-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
    this.put(newTab(this.tabs, id, console));
    this.choose(id);
  };

  /** A tab keeps its name where what was typed is none. */
  rename = (console: ConsoleName, id: string, typed: string): void => {
    const tab = tabsOf(this.tabs, console).find((one) => one.id === id);
    const name = tabName(typed);
    if (tab === undefined || name === null || name === tab.name) return;
    this.put({ ...tab, name });
    this.changed();
  };

  /** @returns the tab as it was, for whoever wants it back; null where it is its console's only one */
  close = (id: string): DraftTab | null => {
    const closed = this.tabs.find((tab) => tab.id === id);
    if (closed === undefined) return null;
    const console = consoleOf(closed);
    const tabs = tabsOf(this.tabs, console);
    if (tabs.length === 1) return null;
    if (this.activeIds[console] === id) this.activeIds[console] = tabs[tabs.indexOf(closed) - 1]?.id ?? "";
    this.tabs = this.tabs.filter((tab) => tab !== closed);
    this.changed();
    return closed;
  };

  restore = (tab: DraftTab): void => {
    if (!this.tabs.some(({ id }) => id === tab.id)) this.put(tab);
    this.choose(tab.id);
  };

  /** In the place of the one with its id, or behind the others. */
  private put(tab: DraftTab): void {
    const isThere = this.tabs.some(({ id }) => id === tab.id);
    this.tabs = isThere ? this.tabs.map((one) => (one.id === tab.id ? tab : one)) : [...this.tabs, tab];
  }

  private viewOf(console: ConsoleName): DraftView {
    return { ...this.marks, tabs: tabsOf(this.tabs, console), activeId: this.activeTab(console).id };
  }

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

  private publish(changes: Partial<DraftMarks>): void {
    this.marks = { ...this.marks, ...changes };
    this.views = { main: this.viewOf("main"), second: this.viewOf("second") };
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
    const kept: KeptDrafts = { tabs: this.tabs, activeIds: this.activeIds, base: this.base };
    const isKept = writeKeptDrafts(storage, key, kept);
    this.written = this.tabs;
    if (isKept !== this.marks.isKept) this.publish({ isKept });
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
    this.publish({ version: this.marks.version + 1 });
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
      if (!this.marks.isSaved) this.publish({ isSaved: true });
    } catch (error) {
      const { status } = asSessionApiError(error);
      if (this.marks.isSaved) this.publish({ isSaved: false });
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
