import { classNames } from "@/components/ui/class-names";

interface LampProps {
  className?: string;
}

/** Carrel's sign: a desk lamp over a cursor. app/icon.svg draws the same. */
export function Lamp({ className }: LampProps) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path
        d="M2.5 21h7M6 21V8a5 5 0 0 1 5-5h3a2 2 0 0 1 2 2"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M9.5 11.5a6.5 6.5 0 0 1 13 0Z" className="fill-accent" />
      <path d="M14.75 14.5h2.5V22h-2.5Z" className="fill-accent" />
    </svg>
  );
}

interface WordmarkProps {
  /** On a narrow screen the lamp alone stands there, where something else needs the room. */
  compact?: boolean;
}

export function Wordmark({ compact = false }: WordmarkProps) {
  return (
    <span className="inline-flex items-center gap-2 text-ink">
      <Lamp className="size-5.5" />
      <span
        className={classNames(
          "text-base leading-none font-semibold tracking-tight",
          compact && "sr-only md:not-sr-only",
        )}
      >
        Carrel
      </span>
    </span>
  );
}
