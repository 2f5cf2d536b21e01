"use client";

import { useEffect, useRef } from "react";
import type { Command } from "@/components/commands/command";
import { offerCommands } from "@/components/commands/offered-commands";

/** Offers what a part of the page can do, for as long as it is there. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => offerCommands(() => latest.current), []);
}
