import { countWords } from "@/components/authoring/attempt-words";
import { fieldWords } from "@/components/authoring/field-words";
import { Button } from "@/components/ui/button";
import type { ContentPreview, PlannedItem } from "@/lib/schemas/content-import";

interface ImportPreviewProps {
  preview: ContentPreview;
  onImport: () => void;
}

/** What importing would do, before anything is done. */
export function ImportPreview({ preview, onImport }: ImportPreviewProps) {
  const { items, rechecks, problems, ignored } = preview;
  const affected = items.filter(({ action }) => action !== "unchanged");
  const unchanged = items.length - affected.length;
  const canImport = problems.length === 0 && affected.length > 0;
  return (
    <section aria-label="What importing would do" className="flex flex-col gap-4">
      <p role="status" className="text-base text-ink">
        {headline(preview, affected)}
      </p>
      {problems.length === 0 ? null : (
        <ul className="flex flex-col gap-1 rounded border border-danger bg-danger-soft p-4">
          {problems.map(({ file, line, message }) => (
            <li key={`${file}:${line}: ${message}`} className="wrap-anywhere text-ink">
              <code className="font-mono text-sm">{line === null ? file : `${file}:${line}`}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      {affected.length === 0 ? null : (
        <ul className="divide-y rounded border bg-surface">
          {affected.map((item) => (
            <li key={`${item.kind} ${item.slug}`} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
              <span className="w-16 shrink-0 text-ink-muted">{item.action === "create" ? "new" : "changed"}</span>
              <span className="font-medium text-ink wrap-anywhere">{item.title}</span>
              <span className="text-ink-muted wrap-anywhere">{detailWords(item)}</span>
            </li>
          ))}
        </ul>
      )}
      {canImport && rechecks.length > 0 ? <Rechecks exercises={rechecks} /> : null}
      {unchanged + ignored.length === 0 ? null : (
        <p className="max-w-prose text-ink-muted wrap-anywhere">
          {unchanged === 0 ? null : `${unchanged} more as they are already. `}
          {ignored.length === 0 ? null : `Not read: ${ignored.join(", ")}.`}
        </p>
      )}
      {canImport ? (
        <div>
          <Button variant="primary" onClick={onImport}>
            Import {countWords(affected.length, "item")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Students see these, and a database of theirs changes. */
function Rechecks({ exercises }: { exercises: ContentPreview["rechecks"] }) {
  const them = exercises.length === 1 ? "it" : "them";
  return (
    <details className="rounded border bg-surface px-4 py-2 text-ink">
      <summary className="cursor-pointer">
        {countWords(exercises.length, "published exercise")} will be tried again, because the rows change that answers
        to {them} are checked with.
      </summary>
      <p className="mt-2 max-w-prose text-ink-muted wrap-anywhere">{exercises.map(({ title }) => title).join(", ")}</p>
    </details>
  );
}

function headline({ problems, items }: ContentPreview, affected: PlannedItem[]): string {
  if (problems.length > 0) {
    return `${countWords(problems.length, "problem")}. Nothing is imported until ${problems.length === 1 ? "it is" : "they are"} mended.`;
  }
  if (items.length === 0) return "There is no exercise and no database among these files.";
  if (affected.length === 0) return "Everything in these files is in Carrel already.";
  return "This is what importing would do. Nothing is done yet.";
}

function detailWords({ kind, action, changes, publishes }: PlannedItem): string {
  const what = action === "change" && changes.length > 0 ? `${kind}: ${changes.map(fieldWords).join(", ")}` : kind;
  return publishes ? `${what}; published if it passes` : what;
}
