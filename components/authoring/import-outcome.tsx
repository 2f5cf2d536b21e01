import Link from "next/link";
import { countWords } from "@/components/authoring/attempt-words";
import { ruleAdvice } from "@/components/authoring/gate-words";
import { StatusDot, type StatusTone } from "@/components/ui/status-dot";
import type { ImportedItem, ImportLine } from "@/lib/schemas/content-import";

interface ImportOutcomeProps {
  items: ImportedItem[];
  done: Extract<ImportLine, { done: unknown }>["done"] | null;
  isImporting: boolean;
}

const tones: Record<ImportedItem["outcome"], StatusTone> = {
  stored: "ready",
  draft: "waiting",
  refused: "failed",
  passed: "ready",
  broken: "failed",
};
const words: Record<ImportedItem["outcome"], string> = {
  stored: "imported",
  draft: "imported as a draft",
  refused: "not imported; what was there stays",
  passed: "tried again with its changed database; it holds",
  broken: "published, and does not hold with its changed database",
};

/** Each item as it is done: building and publishing take their time. */
export function ImportOutcome({ items, done, isImporting }: ImportOutcomeProps) {
  return (
    <section aria-label="Import" className="flex flex-col gap-4">
      <p role="status" className="text-base text-ink">
        {done === null
          ? isImporting
            ? `${countWords(items.length, "item")} done. Databases are built, and exercises are tried before they are published…`
            : `${countWords(items.length, "item")} done.`
          : `${done.created} new, ${done.changed} changed, ${done.unchanged} unchanged, ${done.refused} not imported.`}
      </p>
      <ul className="divide-y rounded border bg-surface empty:hidden">
        {items.map((item) => (
          <ImportedRow key={`${item.kind} ${item.slug}`} item={item} />
        ))}
      </ul>
    </section>
  );
}

function ImportedRow({ item: { kind, slug, title, outcome, message, gate } }: { item: ImportedItem }) {
  const path = kind === "exercise" ? "/course/exercises" : "/course/databases";
  const failed = gate?.findings.find((finding) => finding.outcome === "failed");
  return (
    <li className="flex items-start gap-2.5 px-4 py-2">
      <StatusDot tone={tones[outcome]} className="mt-1.5" />
      <div className="min-w-0 wrap-anywhere">
        <p className="text-ink">
          <Link href={`${path}/${encodeURIComponent(slug)}`} className="font-medium underline underline-offset-2">
            {title}
          </Link>
          <span className="text-ink-muted">
            : {kind} {words[outcome]}
          </span>
        </p>
        {message === null ? null : <p className="mt-0.5 text-ink">{message}</p>}
        {failed === undefined ? null : <p className="mt-0.5 text-ink-muted">{ruleAdvice(failed.rule)}</p>}
      </div>
    </li>
  );
}
