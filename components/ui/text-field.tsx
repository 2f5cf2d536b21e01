import { type ComponentProps, useId } from "react";

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
}

/** A label over an input of 44 px, as forms have it. */
export function TextField({ label, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium text-ink">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className="h-11 w-full rounded border border-hairline-strong bg-surface px-3 text-base text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent"
      />
    </div>
  );
}
