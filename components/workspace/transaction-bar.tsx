import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { useConsoleLabel } from "@/components/workspace/console-context";
import type { TransactionStanding } from "@/components/workspace/transaction-standing";

interface TransactionBarProps {
  standing: Exclude<TransactionStanding, "idle">;
  /** A run is under way, or there is no database to run anything in. */
  isBusy: boolean;
  onRun: (sql: "COMMIT" | "ROLLBACK") => void;
  onForget: () => void;
}

const words: Record<TransactionBarProps["standing"], { title: string; more: string; look: string }> = {
  open: {
    title: "BEGIN is open.",
    more: "COMMIT keeps your changes, ROLLBACK undoes them.",
    look: "bg-warn-soft text-warn",
  },
  failed: {
    title: "The transaction failed.",
    more: "Nothing runs in it until it is rolled back.",
    look: "bg-danger-soft text-danger",
  },
  lost: {
    title: "The open transaction is gone with its connection.",
    more: "PostgreSQL undid what was not committed.",
    look: "bg-danger-soft text-danger",
  },
};

/** Stands for as long as a transaction does: what it is, and the two ways out of it. */
export function TransactionBar({ standing, isBusy, onRun, onForget }: TransactionBarProps) {
  const label = useConsoleLabel();
  const { title, more, look } = words[standing];
  return (
    <section
      aria-label={label("Transaction")}
      className={classNames(
        "@container flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b py-1 pr-2 pl-4 text-xs",
        look,
      )}
    >
      <p role="status" className="mr-auto py-0.5">
        <strong className="font-semibold">{title}</strong> {/* Where there is no room for both, the buttons say it. */}
        <span className={standing === "open" ? "@max-xl:sr-only" : undefined}>{more}</span>
      </p>
      <span className="flex gap-2">
        {standing === "open" ? (
          <Button size="sm" disabled={isBusy} onClick={() => onRun("COMMIT")}>
            Commit
          </Button>
        ) : null}
        {standing === "lost" ? (
          <Button size="sm" onClick={onForget}>
            Understood
          </Button>
        ) : (
          <Button size="sm" disabled={isBusy} onClick={() => onRun("ROLLBACK")}>
            Roll back
          </Button>
        )}
      </span>
    </section>
  );
}
