"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { EditorError } from "@/components/sql-editor/sql-editor";
import { consoleTitles } from "@/components/workspace/console-names";
import { type ConsoleDesk, useConsole } from "@/components/workspace/use-console";
import { type SeenConsoles, useConsoleActivity } from "@/components/workspace/use-console-activity";
import { useSecondConsole } from "@/components/workspace/use-second-console";
import type { ConsoleName } from "@/lib/schemas/query";

interface ConsolesOptions extends Omit<Parameters<typeof useConsole>[0], "name" | "answerMark"> {
  userId: string;
  exerciseId: string;
  isAboutTransactions: boolean;
  answerMark: EditorError | null;
}

/** The consoles of the desk: the first, the second where it is open, and who of them waits for whom. */
export function useConsoles({ userId, exerciseId, isAboutTransactions, ...options }: ConsolesOptions) {
  const { isOpen, change } = useSecondConsole({ userId, exerciseId, isExpected: isAboutTransactions });
  const [lastUsed, setActive] = useState<ConsoleName>("main");
  const main = useConsole({ ...options, name: "main" });
  const second = useConsole({ ...options, name: "second", answerMark: null });
  const open = isOpen ? [main, second] : [main];
  const seen = useConsoleActivity(watched(options.view.session, open));

  const toggle = () => {
    if (isOpen && isBusy(second)) {
      toast(`${consoleTitles.second} is at work. Let it finish, and commit or roll back, before you close it.`);
      return;
    }
    change(!isOpen);
    setActive(isOpen ? "main" : "second");
  };
  const active = isOpen ? lastUsed : "main";
  return {
    ...{ main, second, seen, isSecondOpen: isOpen, toggle, setActive, active },
    open: open.map((desk) => withWait(desk, seen)),
    activeDesk: withWait(active === "main" ? main : second, seen),
  };
}

function isBusy({ isRunning, standing }: ConsoleDesk): boolean {
  return isRunning || standing === "open" || standing === "failed";
}

/** Nobody can wait where there is one console, or where nothing runs and no transaction is open. */
function watched(session: { id: string; state: string } | null, open: ConsoleDesk[]) {
  const isWorthIt = open.length > 1 && open.some(isBusy) && session?.state === "ready";
  return {
    sessionId: isWorthIt ? session.id : null,
    isRunning: open.some(({ isRunning }) => isRunning),
    version: open.map(({ outcome }) => (outcome?.kind === "answered" ? outcome.number : 0)).join(),
  };
}

function withWait(desk: ConsoleDesk, seen: SeenConsoles | null) {
  const activity = seen?.consoles.find(({ console }) => console === desk.name) ?? null;
  // For whom is said above the console, where there is room.
  const blockedWords = activity?.wait ? "waits" : null;
  return { ...desk, activity, runButtons: { ...desk.runButtons, blockedWords } };
}
