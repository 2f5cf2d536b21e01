import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface KbdProps {
  className?: string;
  children: ReactNode;
}

/** Keys to press. Takes the colour of the words around it, so that it can stand on a button or in a tooltip. */
export function Kbd({ className, children }: KbdProps) {
  return (
    <kbd
      className={classNames(
        "inline-flex h-5 min-w-5 items-center justify-center rounded border border-current/30 px-1 font-sans text-xs leading-none",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
