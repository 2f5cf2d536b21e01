import type { KeyboardEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import { useConsoleLabel } from "@/components/workspace/console-context";

export type ResultView = "results" | "answer" | "plan" | "chart" | "history";

const allViews: { id: ResultView; label: string }[] = [
  { id: "results", label: "Results" },
  { id: "answer", label: "Answer" },
  { id: "plan", label: "Plan" },
  { id: "chart", label: "Chart" },
  { id: "history", label: "History" },
];

interface ResultTabsProps {
  /** Begins the ids of the tabs. */
  id: string;
  /** Answers are those of the first console. */
  hasAnswers: boolean;
  view: ResultView;
  onChange: (view: ResultView) => void;
}

/** What the lower panel shows. */
export function ResultTabs({ id: prefix, hasAnswers, view, onChange }: ResultTabsProps) {
  const label = useConsoleLabel();
  const views = hasAnswers ? allViews : allViews.filter(({ id }) => id !== "answer");
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = views[views.findIndex(({ id }) => id === view) + step];
    if (step === 0 || next === undefined) return;
    onChange(next.id);
    event.currentTarget.querySelector<HTMLElement>(`#${prefix}-tab-${next.id}`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={label("Below the editor")}
      onKeyDown={onKeyDown}
      className="flex h-9 shrink-0 overflow-x-auto border-b px-1 text-[0.8125rem] [scrollbar-width:none]"
    >
      {views.map(({ id, label: words }) => (
        <button
          key={id}
          id={`${prefix}-tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === view}
          aria-controls={`${prefix}-panel`}
          tabIndex={id === view ? 0 : -1}
          onClick={() => onChange(id)}
          className={classNames(
            "-mb-px shrink-0 border-b-2 px-3 focus-visible:-outline-offset-2",
            id === view ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
