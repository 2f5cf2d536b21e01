import { classNames } from "@/components/ui/class-names";

export type StatusTone = "ready" | "busy" | "waiting" | "asleep" | "failed" | "off";

interface StatusDotProps {
  tone: StatusTone;
  className?: string;
}

/** A sign of 10 px whose shape says the same as its colour. Words always stand beside it. */
export function StatusDot({ tone, className }: StatusDotProps) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className={classNames("size-2.5 shrink-0", colors[tone], className)}>
      {shapes[tone]}
    </svg>
  );
}

const colors: Record<StatusTone, string> = {
  ready: "text-accent",
  busy: "text-accent",
  waiting: "text-warn",
  asleep: "text-ink-faint",
  failed: "text-danger",
  off: "text-ink-faint",
};

const ring = <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const shapes = {
  ready: <circle cx="5" cy="5" r="4.5" fill="currentColor" />,
  busy: (
    <>
      {ring}
      <path d="M5 1a4 4 0 0 1 0 8Z" fill="currentColor" />
    </>
  ),
  waiting: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.1 2.1" />,
  asleep: <path d="M4.2.6a4.6 4.6 0 1 0 5.2 5.9A3.9 3.9 0 0 1 4.2.6Z" fill="currentColor" />,
  failed: <path d="m1.5 1.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  off: ring,
};
