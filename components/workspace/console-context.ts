"use client";

import { createContext, useContext } from "react";
import { consoleTitles } from "@/components/workspace/console-names";
import type { ConsoleName } from "@/lib/schemas/query";

interface ConsoleContext {
  name: ConsoleName;
  /** Another one stands beside it, from which its parts have to be told apart. */
  hasSibling: boolean;
}

const context = createContext<ConsoleContext>({ name: "main", hasSibling: false });

export const ConsoleProvider = context.Provider;

/** The console that a part of the page belongs to. */
export function useConsoleName(): ConsoleName {
  return useContext(context).name;
}

/** What a part of the page is called: "Result", and "Result, console B" where there are two. */
export function useConsoleLabel(): (label: string) => string {
  const { name, hasSibling } = useContext(context);
  return (label) => (hasSibling ? `${label}, ${consoleTitles[name].replace("C", "c")}` : label);
}
