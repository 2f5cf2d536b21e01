import { X } from "lucide-react";
import { classNames } from "@/components/ui/class-names";

interface EditorTabProps {
  id: string;
  name: string;
  isActive: boolean;
  onChoose: () => void;
  onRename: () => void;
  /** Null for the only one. */
  onClose: (() => void) | null;
}

export function EditorTab({ id, name, isActive, onChoose, onRename, onClose }: EditorTabProps) {
  return (
    <button
      type="button"
      role="tab"
      data-tab={id}
      aria-selected={isActive}
      aria-keyshortcuts={onClose === null ? "F2" : "F2 Delete"}
      tabIndex={isActive ? 0 : -1}
      onClick={onChoose}
      onDoubleClick={onRename}
      title={name}
      className={classNames(
        "group/tab -mb-px flex max-w-44 shrink-0 items-center gap-1 border-b-2 pl-3 focus-visible:-outline-offset-2",
        onClose === null ? "pr-3" : "pr-1.5",
        isActive ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
      )}
    >
      <span className="truncate">{name}</span>
      {onClose === null ? null : (
        <span
          aria-hidden
          title="Close"
          onClick={(event) => {
            event.stopPropagation();
            onClose();
          }}
          className={classNames(
            "rounded p-0.5 hover:bg-hairline",
            !isActive && "opacity-0 group-hover/tab:opacity-100",
          )}
        >
          <X className="size-3.5" />
        </span>
      )}
    </button>
  );
}
