import type { ReactNode } from "react";

/** What a form's control looks like: 44 px, as thumbs need. */
export const controlClass =
  "h-11 w-full rounded border border-hairline-strong bg-surface px-3 text-base text-ink focus:border-accent " +
  "focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:border-danger";

interface FieldProps {
  id: string;
  label: string;
  /** Beneath the label: what it is for, where its name does not say it. */
  hint?: ReactNode;
  /** What is wrong with it. */
  error?: string;
  /** The label of something that is no form control names it by `aria-labelledby`. */
  isGroup?: boolean;
  children: ReactNode;
}

/** A label, its control, and what is wrong with it. */
export function Field({ id, label, hint, error, isGroup = false, children }: FieldProps) {
  const labelClass = "block text-sm font-medium text-ink";
  return (
    <div className="min-w-0">
      <div className="mb-1.5">
        {isGroup ? (
          <span id={`${id}-label`} className={labelClass}>
            {label}
          </span>
        ) : (
          <label htmlFor={id} className={labelClass}>
            {label}
          </label>
        )}
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className="mt-0.5 max-w-prose text-sm text-ink-muted">
            {hint}
          </p>
        )}
      </div>
      {children}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** What ties a control to its hint and its error, for screen readers. */
export function describeControl({ id, hint, error }: Pick<FieldProps, "id" | "hint" | "error">) {
  const ids = [...(error === undefined ? [] : [`${id}-error`]), ...(hint === undefined ? [] : [`${id}-hint`])];
  return {
    "aria-invalid": error === undefined ? undefined : (true as const),
    "aria-describedby": ids.length === 0 ? undefined : ids.join(" "),
  };
}
