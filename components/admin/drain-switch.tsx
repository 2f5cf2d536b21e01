"use client";

import { Switch } from "@base-ui/react/switch";
import type { FleetAct } from "@/components/admin/fleet-act";

interface DrainSwitchProps {
  draining: boolean;
  onAsk: (act: FleetAct) => void;
}

/** Shows whether Carrel is drained. Moving it only asks; it moves when the answer is there. */
export function DrainSwitch({ draining, onAsk }: DrainSwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is a control that is not an input.
    <label className="flex h-8 cursor-pointer items-center gap-2.5 font-medium select-none">
      Drain
      <Switch.Root
        checked={draining}
        onCheckedChange={(next) => onAsk({ kind: "drain", draining: next })}
        className="flex h-5 w-9 shrink-0 items-center rounded-full border border-hairline-strong bg-sunken px-0.5 data-checked:border-warn data-checked:bg-warn-soft"
      >
        <Switch.Thumb className="size-3.5 rounded-full bg-ink-faint transition-transform duration-100 data-checked:translate-x-4 data-checked:bg-warn" />
      </Switch.Root>
    </label>
  );
}
