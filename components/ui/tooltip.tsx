"use client";

import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

interface TooltipProps {
  /** What it says. Never the only place where something is said: touch and screen readers do not get it. */
  content: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  /** One element that takes a ref and props, such as a button. */
  children: ReactElement<Record<string, unknown>>;
}

export function Tooltip({ content, side = "bottom", children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="flex max-w-72 items-center gap-2 rounded bg-ink px-2 py-1 text-xs text-paper shadow-float">
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
