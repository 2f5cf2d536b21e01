// biome-ignore-all lint/a11y/useKeyWithClickEvents: the tree around it answers the keys.
import { ChevronRight, Eye, KeyRound, Link2 } from "lucide-react";
import { formatCount } from "@/components/results-grid/result-words";
import type { SchemaItem } from "@/components/schema-panel/schema-items";
import { classNames } from "@/components/ui/class-names";

interface SchemaLineProps {
  item: SchemaItem;
  isOpen: boolean;
  isActive: boolean;
  onToggle: () => void;
  onAct: () => void;
  onPeek: (sql: string) => void;
  onFocus: () => void;
}

export function SchemaLine({ item, isOpen, isActive, onToggle, onAct, onPeek, onFocus }: SchemaLineProps) {
  const { peekSql } = item;
  return (
    <div
      role="treeitem"
      aria-level={item.level}
      aria-expanded={item.isExpandable ? isOpen : undefined}
      aria-label={spokenLine(item)}
      tabIndex={isActive ? 0 : -1}
      data-line={item.id}
      title={item.title}
      onClick={onAct}
      onFocus={onFocus}
      className={classNames(
        "group/line flex h-7 cursor-pointer items-center gap-1.5 pr-2 text-[0.8125rem] hover:bg-sunken focus-visible:-outline-offset-2",
        item.level === 1 ? "pl-2" : "pl-10",
      )}
    >
      {item.isExpandable ? (
        <span
          aria-hidden
          className="-m-1 shrink-0 rounded p-1 text-ink-faint hover:text-ink"
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <ChevronRight className={classNames("size-4 transition-transform duration-100", isOpen && "rotate-90")} />
        </span>
      ) : null}
      <LineName item={item} />
      {peekSql === null ? null : (
        <span
          aria-hidden
          title="First rows"
          className="ml-auto hidden shrink-0 rounded p-1 text-ink-muted hover:bg-hairline hover:text-ink group-hover/line:block group-focus/line:block pointer-coarse:block"
          onClick={(event) => {
            event.stopPropagation();
            onPeek(peekSql);
          }}
        >
          <Eye className="size-4" />
        </span>
      )}
      {item.rowCount === null ? null : (
        <span aria-hidden className="shrink-0 pl-1 text-ink-faint text-xs tabular-nums first-of-type:ml-auto">
          {formatCount(item.rowCount)}
        </span>
      )}
    </div>
  );
}

function LineName({ item }: { item: SchemaItem }) {
  const isDetail = item.kind === "index" || item.kind === "check" || item.kind === "key";
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      <span
        className={classNames(
          "max-w-full shrink-0 truncate",
          item.kind === "functions" || isDetail ? "text-ink-muted" : "font-mono",
          item.level === 1 && "font-medium",
          isDetail && "text-xs",
        )}
      >
        {item.label}
      </span>
      {item.isPrimaryKey ? <KeyRound aria-hidden className="size-3 shrink-0 self-center text-warn" /> : null}
      {item.isForeignKey ? <Link2 aria-hidden className="size-3 shrink-0 self-center text-ink-faint" /> : null}
      <span className={classNames("min-w-0 truncate text-ink-muted text-xs", item.kind !== "view" && "font-mono")}>
        {item.note}
      </span>
    </span>
  );
}

function spokenLine(item: SchemaItem): string {
  const rows = item.rowCount === null || item.kind !== "table" ? null : `${formatCount(item.rowCount)} rows`;
  return [`${item.kind === "table" ? "table " : ""}${item.label}`, item.note, item.title, rows]
    .filter(Boolean)
    .join(", ");
}
