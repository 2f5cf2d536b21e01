"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { EditorError } from "@/components/sql-editor/sql-editor";
import { consoleTitles } from "@/components/workspace/console-names";
import { isUnderWay } from "@/components/workspace/earlier-runs";
import { isBusy, type SeenConsoles } from "@/components/workspace/seen-consoles";
import { type ConsoleDesk, useConsole } from "@/components/workspace/use-console";
import { useConsoleActivity } from "@/components/workspace/use-console-activity";
import { useSecondConsole } from "@/components/workspace/use-second-console";
import type { ConsoleName } from "@/lib/schemas/query";

interface ConsolesOptions extends Omit<Parameters<typeof useConsole>[0], "name" | "answerMark"> {
  userId: string;
  exerciseId: string;
  isAboutTransactions: boolean;
  answerMark: EditorError | null;
  /** A run that this page did not begin is over. Stays the same function. */
  onEarlierOver: () => void;
}

/** The consoles of the desk: the first, the second where it is open, what runs in them, and who of them waits for whom. */
export function useConsoles({ userId, exerciseId, isAboutTransactions, onEarlierOver, ...options }: ConsolesOptions) {
  const { isOpen, change } = useSecondConsole({ userId, exerciseId, isExpected: isAboutTransactions });
  const [lastUsed, setActive] = useState<ConsoleName>("main");
  const main = useConsole({ ...options, name: "main" });
  const second = useConsole({ ...options, name: "second", answerMark: null });
  const { session, online } = options.view;
  const { seen, stopEarlier } = useConsoleActivity({
    sessionId: session?.state === "ready" && online ? session.id : null,
    desks: isOpen ? [main, second] : [main],
    onEarlierOver,
  });
  const mainDesk = withActivity(main, seen, stopEarlier);
  const secondDesk = withActivity(second, seen, stopEarlier);

  const toggle = () => {
    if (isOpen && isBusy(secondDesk)) {
      toast(`${consoleTitles.second} is at work. Let it finish, and commit or roll back, before you close it.`);
      return;
    }
    change(!isOpen);
    setActive(isOpen ? "main" : "second");
  };
  const active = isOpen ? lastUsed : "main";
  return {
    ...{ main, second, seen, isSecondOpen: isOpen, toggle, setActive, active },
    open: isOpen ? [mainDesk, secondDesk] : [mainDesk],
    activeDesk: active === "main" ? mainDesk : secondDesk,
  };
}

/** A console with what was seen of it; it is busy, too, with what this page did not begin. */
function withActivity(desk: ConsoleDesk, seen: SeenConsoles, onStop: (name: ConsoleName) => void) {
  const activity = seen.consoles?.find(({ console }) => console === desk.name) ?? null;
  const earlierRun = seen.earlierRuns[desk.name] ?? null;
  const earlier = isUnderWay(earlierRun)
    ? {
        ...{ isRunning: true, isStopping: earlierRun.isStopping, beforeMs: earlierRun.beforeMs },
        ...{ onRun: () => undefined, onRunStatement: () => undefined, onStop: () => onStop(desk.name) },
      }
    : null;
  // For whom is said above the console, where there is room.
  const blockedWords = activity?.wait ? "waits" : null;
  const isRunning = desk.isRunning || earlier !== null;
  const runButtons = { ...desk.runButtons, beforeMs: 0, ...earlier, blockedWords };
  return { ...desk, activity, earlierRun, isRunning, runButtons };
}
