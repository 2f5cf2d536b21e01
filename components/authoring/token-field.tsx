"use client";

import { X } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass, describeControl, Field } from "@/components/ui/field";

interface TokenFieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  values: string[];
  onChange: (values: string[]) => void;
  /** Offered while typing; others can be typed all the same. */
  suggestions?: readonly string[];
}

/** Several short words. Enter, a comma or leaving the field adds what is typed, Backspace in an empty one takes the last away. */
export function TokenField({ label, hint, error, values, onChange, suggestions = [] }: TokenFieldProps) {
  const id = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");

  function add(text: string) {
    const words = text.split(",").map((word) => word.trim());
    const fresh = words.filter((word, index) => word !== "" && !values.includes(word) && words.indexOf(word) === index);
    setTyped("");
    if (fresh.length > 0) onChange([...values, ...fresh]);
  }
  function remove(value: string) {
    onChange(values.filter((other) => other !== value));
    inputRef.current?.focus();
  }

  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <ul aria-label={label} className="mb-2 flex flex-wrap gap-1.5 empty:hidden">
        {values.map((value) => (
          <li key={value} className="inline-flex items-center rounded border bg-raised pl-2 font-mono text-sm">
            <span className="wrap-anywhere">{value}</span>
            <button
              type="button"
              aria-label={`Remove ${value}`}
              onClick={() => remove(value)}
              className="ml-1 inline-flex size-7 shrink-0 items-center justify-center rounded text-ink-muted hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
      <input
        {...describeControl({ id, hint, error })}
        ref={inputRef}
        id={id}
        list={suggestions.length === 0 ? undefined : `${id}-suggestions`}
        value={typed}
        onChange={({ target }) => (target.value.includes(",") ? add(target.value) : setTyped(target.value))}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            add(typed);
          }
          const last = values.at(-1);
          if (event.key === "Backspace" && typed === "" && last !== undefined) remove(last);
        }}
        className={classNames(controlClass, "font-mono text-sm!")}
      />
      {suggestions.length === 0 ? null : (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </Field>
  );
}
