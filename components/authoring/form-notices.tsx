"use client";

import type { ReactNode } from "react";
import type { TypedForm } from "@/components/authoring/use-typed-form";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

interface FormNoticesProps<Fields> {
  form: TypedForm<Fields>;
  /** What each field is called on the page. */
  labels: Record<keyof Fields & string, string>;
  /** Why Carrel did not do what it was asked. */
  problem: string | null;
}

/** What a form has to say above its fields: what came back, who else has changed it, why it was not saved. */
export function FormNotices<Fields extends object>({ form, labels, problem }: FormNoticesProps<Fields>) {
  const collisions: (keyof Fields & string)[] = [];
  for (const key in form.collisions) collisions.push(key);
  return (
    <>
      {problem === null ? null : <FormNotice isAlert>{problem}</FormNotice>}
      {form.isRestored && form.isDirty ? (
        <FormNotice action={<Button onClick={form.discard}>Discard it</Button>}>
          What you typed before is back. It is not saved yet.
        </FormNotice>
      ) : null}
      {form.isMerged ? (
        <FormNotice>
          Somebody else has saved this meanwhile. Their changes are in the form now, and yours are kept beside them
          {collisions.length === 0 ? "; save again." : "."}
        </FormNotice>
      ) : null}
      {collisions.map((key) => (
        <FormNotice
          key={key}
          action={<Button onClick={() => form.takeTheirs(key)}>Take theirs</Button>}
          more={
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
            <section tabIndex={0} aria-label={`Their ${labels[key]}`} className="mt-2 max-h-40 overflow-auto">
              <pre className="font-mono text-sm">{textOf(form.collisions[key])}</pre>
            </section>
          }
        >
          <strong className="font-medium">{labels[key]}</strong> was changed by both of you. Yours stands in the form;
          theirs is:
        </FormNotice>
      ))}
    </>
  );
}

interface FormNoticeProps {
  isAlert?: boolean;
  action?: ReactNode;
  more?: ReactNode;
  children: ReactNode;
}

function FormNotice({ isAlert = false, action, more, children }: FormNoticeProps) {
  return (
    <div
      role={isAlert ? "alert" : "status"}
      className={classNames("my-4 rounded border px-4 py-3", isAlert ? "border-danger bg-danger-soft" : "bg-warn-soft")}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose min-w-0 text-ink wrap-anywhere">{children}</p>
        {action}
      </div>
      {more}
    </div>
  );
}

/** SQL and words as they are, lists as the file of an exercise would have them. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
