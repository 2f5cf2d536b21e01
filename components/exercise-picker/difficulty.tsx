import { classNames } from "@/components/ui/class-names";

const steps = [1, 2, 3, 4, 5];

export const difficultyNames: Record<number, string> = {
  1: "First steps",
  2: "Easy",
  3: "Medium",
  4: "Demanding",
  5: "Hard",
};

interface DifficultyProps {
  /** 1 to 5. */
  level: number;
}

/** Five bars, each taller than the one before, filled up to the level: told by height and number, not by colour. */
export function Difficulty({ level }: DifficultyProps) {
  const name = difficultyNames[level] ?? String(level);
  return (
    <span className="inline-flex items-center gap-2" title={`${name}: ${level} of 5`}>
      <svg viewBox="0 0 22 12" aria-hidden="true" className="h-3 w-5.5">
        {steps.map((step) => (
          <rect
            key={step}
            x={(step - 1) * 4.5}
            y={10 - step * 2}
            width="3"
            height={step * 2 + 2}
            rx="0.75"
            className={classNames(step <= level ? "fill-ink-muted" : "fill-hairline")}
          />
        ))}
      </svg>
      <span className="sr-only">
        Difficulty: {name}, {level} of 5
      </span>
    </span>
  );
}
