"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useMemo } from "react";
import type { Command } from "@/components/commands/command";
import { listOfferedCommands } from "@/components/commands/offered-commands";
import { navigationOf } from "@/components/shell/navigation";
import { signOut } from "@/components/shell/sign-out";
import { listExercises } from "@/components/workspace/session-api";
import type { Viewer } from "@/lib/schemas/user";

interface PaletteOptions {
  viewer: Viewer;
  onShortcuts: () => void;
}

const themes = [
  { id: "light", label: "Light" },
  { id: "dark", label: "Dark" },
  { id: "system", label: "As the system" },
];

/** What can be done from where one is: first on this page, then the exercises, then everywhere. */
export function usePaletteCommands({ viewer, onShortcuts }: PaletteOptions) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const exercises = useQuery({
    queryKey: ["palette-exercises"],
    queryFn: listExercises,
    staleTime: 60_000,
  });

  const commands = useMemo((): Command[] => {
    const toExercises = (exercises.data ?? []).map(
      ({ id, slug, title, topic }): Command => ({
        ...{ id: `exercise-${id}`, label: title, keywords: topic ?? "", group: "Exercises" },
        run: () => router.push(`/exercises/${slug}`),
      }),
    );
    const toPages = navigationOf(viewer.role).map(
      ({ href, label }): Command => ({
        ...{ id: `go-${href}`, label: `Go to ${label}`, group: "Carrel" },
        run: () => router.push(href),
      }),
    );
    const toThemes = themes.map(
      ({ id, label }): Command => ({
        ...{ id: `theme-${id}`, label: `Theme: ${label}`, keywords: "colours mode", group: "Carrel" },
        run: () => setTheme(id),
      }),
    );
    return [
      ...listOfferedCommands(),
      ...toExercises,
      ...toPages,
      {
        id: "shortcuts",
        label: "Keyboard shortcuts",
        keywords: "keys help",
        group: "Carrel",
        keys: ["?"],
        run: onShortcuts,
      },
      ...toThemes,
      { id: "sign-out", label: "Sign out", group: "Carrel", run: () => void signOut() },
    ];
  }, [exercises.data, viewer.role, router, setTheme, onShortcuts]);

  return { commands, isLoading: exercises.isPending, hasFailed: exercises.isError };
}
