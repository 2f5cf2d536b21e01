"use client";

import { useTheme } from "next-themes";
import { Toaster } from "sonner";

/** Where `toast()` of sonner shows what happened. */
export function Notifications() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-center"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2 rounded bg-raised p-3 font-sans text-sm text-ink shadow-float [&_svg]:size-4 [&_svg]:mt-0.5",
          title: "font-medium",
          description: "mt-0.5 text-ink-muted",
          icon: "shrink-0",
          success: "[&_[data-icon]]:text-accent",
          error: "[&_[data-icon]]:text-danger",
          actionButton: "ml-auto shrink-0 font-medium text-accent underline underline-offset-2",
        },
      }}
    />
  );
}
