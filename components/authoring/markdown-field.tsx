"use client";

import dynamic from "next/dynamic";
import { useDeferredValue } from "react";
import { loadPart } from "@/components/http/load-part";
import { Skeleton } from "@/components/ui/skeleton";
import { TextAreaField } from "@/components/ui/text-area-field";

/** Markdown's parser is heavy, and the form can be filled in without it. */
const LazyTaskText = dynamic(
  () => loadPart(() => import("@/components/workspace/task-text").then((file) => file.TaskText)),
  {
    ssr: false,
    loading: () => <Skeleton className="mt-4 h-4 w-48" />,
  },
);

interface MarkdownFieldProps {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onChange: (markdown: string) => void;
}

/** Markdown, and beside it what students will read. */
export function MarkdownField({ label, hint, error, value, onChange }: MarkdownFieldProps) {
  const shown = useDeferredValue(value);
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <TextAreaField
        label={label}
        hint={hint}
        error={error}
        rows={10}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="font-mono text-sm!"
      />
      <section aria-label="As students see it" className="min-w-0">
        <h3 className="text-sm font-medium text-ink-muted">As students see it</h3>
        {shown.trim() === "" ? (
          <p className="mt-4 text-base text-ink-faint">Nothing yet.</p>
        ) : (
          <LazyTaskText markdown={shown} />
        )}
      </section>
    </div>
  );
}
