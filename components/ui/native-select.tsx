import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

interface NativeSelectProps extends Omit<ComponentProps<"select">, "aria-label"> {
  label: string;
}

/** The browser's own select, which a phone shows as its own wheel. */
export function NativeSelect({ label, children, ...rest }: NativeSelectProps) {
  return (
    <div className="relative">
      <select
        {...rest}
        aria-label={label}
        className="h-9 w-full appearance-none truncate rounded border border-hairline-strong bg-surface pr-8 pl-3 text-sm text-ink hover:bg-raised"
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
      />
    </div>
  );
}
