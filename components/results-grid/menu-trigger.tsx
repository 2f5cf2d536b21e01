import type { ComponentProps } from "react";

/** The button of a menu above the rows. */
export function MenuTrigger(props: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      className="inline-flex h-7 items-center gap-1.5 rounded px-2 text-ink-muted hover:bg-sunken hover:text-ink [&_svg]:size-3.5"
    />
  );
}
