import { hasEarlierRun, isUnderWay, nextEarlierRuns } from "@/components/workspace/earlier-runs";
import { type ConsoleDoing, isBusy, type PageDoing, type SeenConsoles } from "@/components/workspace/seen-consoles";
import type { ConsoleActivity } from "@/lib/schemas/console-activity";
import type { ConsoleName } from "@/lib/schemas/query";

interface LookoutOptions {
  read: (sessionId: string) => Promise<ConsoleActivity[]>;
  cancel: (sessionId: string, console: ConsoleName) => Promise<unknown>;
  onSeen: (seen: SeenConsoles) => void;
  /** A run that this page did not begin is over; what it did is not known here. */
  onOver: () => void;
}

/** What is over sooner waits for nobody. Carrel may answer with a look that is a quarter of a second old. */
const soonMs = 300;
const lookAgainMs = 1_000;

/**
 * What the consoles do inside PostgreSQL: looked at once when the page is loaded or comes into sight, and again while
 * something is to be seen, which is a run that this page did not begin, or two consoles at work of which one may wait for
 * the other.
 */
export class ConsoleLookout {
  private doing: PageDoing = { sessionId: null, desks: [] };
  private seen: SeenConsoles = { consoles: null, seenAtMs: 0, earlierRuns: {} };
  private plan = "";
  private isFirst = true;
  private isInSight = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** A look that was overtaken says nothing. */
  private looks = 0;

  constructor(private readonly options: LookoutOptions) {}

  /** Follows whether anybody sees the page, until the returned function is called. */
  attend(): () => void {
    const onChange = () => {
      this.isInSight = !document.hidden;
      this.isFirst = true;
      this.lookIn(soonMs);
    };
    this.isInSight = !document.hidden;
    document.addEventListener("visibilitychange", onChange);
    return () => {
      document.removeEventListener("visibilitychange", onChange);
      this.rest();
    };
  }

  /** What the page does now. To be told at every change; the same again changes nothing. */
  tell(doing: PageDoing): void {
    const { sessionId, desks } = this.doing;
    this.doing = doing;
    this.forgetTouched();
    const plan = JSON.stringify([doing.sessionId, doing.desks.length, watchOf(doing)]);
    if (plan === this.plan) return;
    this.plan = plan;
    if (sessionId !== doing.sessionId || desks.length < doing.desks.length) this.isFirst = true;
    this.rest();
    if (doing.sessionId === null) this.show({ consoles: null, earlierRuns: {} });
    else if (this.isFirst || this.goesOn || watchOf(doing).isWatched) {
      this.lookIn(watchOf(doing).isRunning ? soonMs : 0);
    } else this.show({ consoles: null });
  }

  /** Stops a run that this page did not begin. */
  async stop(name: ConsoleName): Promise<void> {
    const { sessionId } = this.doing;
    const { earlierRuns } = this.seen;
    const run = earlierRuns[name];
    if (sessionId === null || !isUnderWay(run)) return;
    this.rest();
    this.show({ earlierRuns: { ...earlierRuns, [name]: { ...run, isStopping: true } } });
    // Where that could not be asked for, the next look offers it again.
    await this.options.cancel(sessionId, name).catch(() => undefined);
    this.lookIn(soonMs);
  }

  private get goesOn(): boolean {
    return watchOf(this.doing).isRunning || hasEarlierRun(this.seen.earlierRuns);
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.looks += 1;
  }

  private lookIn(delayMs: number): void {
    this.rest();
    if (this.isInSight) this.timer = setTimeout(() => void this.look(), delayMs);
  }

  private async look(): Promise<void> {
    const { sessionId, desks } = this.doing;
    if (sessionId === null) return;
    const number = this.looks;
    const consoles = await this.options.read(sessionId).catch(() => null);
    if (number !== this.looks) return;
    if (consoles === null) {
      // What was seen before is not true any more. A run that was seen may go on all the same.
      this.show({ consoles: null });
    } else this.learn(consoles, desks);
    this.isFirst = false;
    if (this.goesOn) this.lookIn(lookAgainMs);
  }

  /** @param before what the page did when the look was asked for */
  private learn(consoles: ConsoleActivity[], before: ConsoleDoing[]): void {
    const known = this.seen.earlierRuns;
    const untouched = this.doing.desks.filter((desk) => !desk.isRunning && before.some((one) => isSame(one, desk)));
    const names = untouched.map(({ name }) => name);
    const earlierRuns = nextEarlierRuns(known, { consoles, isFirst: this.isFirst, untouched: names });
    for (const { name, see } of untouched) {
      const isOver = isUnderWay(known[name]) && !isUnderWay(earlierRuns[name]);
      const state = consoles.find(({ console, isRunning }) => console === name && !isRunning)?.state ?? "active";
      if ((this.isFirst || isOver) && state !== "active") see(state);
      if (isOver) this.options.onOver();
    }
    this.show({ consoles, seenAtMs: performance.now(), earlierRuns });
  }

  /** Where the page runs something itself, that is what there is to be told. */
  private forgetTouched(): void {
    const touched = this.doing.desks.filter(({ name, isRunning }) => isRunning && this.seen.earlierRuns[name]);
    if (touched.length === 0) return;
    const earlierRuns = { ...this.seen.earlierRuns };
    for (const { name } of touched) delete earlierRuns[name];
    this.show({ earlierRuns });
  }

  private show(news: Partial<SeenConsoles>): void {
    this.seen = { ...this.seen, ...news };
    this.options.onSeen(this.seen);
  }
}

function isSame(before: ConsoleDoing, now: ConsoleDoing): boolean {
  return before.name === now.name && before.isRunning === now.isRunning && before.outcome === now.outcome;
}

/** Nobody can wait where there is one console, or where nothing runs and no transaction is open. */
function watchOf({ desks }: PageDoing) {
  const isWatched = desks.length > 1 && desks.some(isBusy);
  return {
    isWatched,
    isRunning: isWatched && desks.some(({ isRunning }) => isRunning),
    version: isWatched ? desks.map(({ outcome }) => (outcome?.kind === "answered" ? outcome.number : 0)) : [],
  };
}
