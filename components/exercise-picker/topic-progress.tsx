interface TopicProgressProps {
  solved: number;
  all: number;
}

/** "3 of 6", with a line that is filled as far; nothing before the first is solved. */
export function TopicProgress({ solved, all }: TopicProgressProps) {
  if (solved === 0) return null;
  return (
    <span className="flex items-center gap-2 font-normal text-ink-muted text-xs tabular-nums">
      <span aria-hidden className="h-1 w-10 overflow-hidden rounded-full bg-hairline">
        <span className="block h-full bg-accent" style={{ width: `${(solved / all) * 100}%` }} />
      </span>
      {solved} of {all}
      <span className="sr-only"> solved</span>
    </span>
  );
}
