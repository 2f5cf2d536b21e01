import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface BadgeProps {
  tone?: "neutral" | "accent" | "warn" | "danger";
  className?: string;
  children: ReactNode;
}

const tones = {
  neutral: "bg-sunken text-ink-muted",
  accent: "bg-accent-soft text-accent-strong",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
};

/** A short word about the thing beside it. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 items-center gap-1 whitespace-nowrap rounded px-1.5 text-xs font-medium",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
