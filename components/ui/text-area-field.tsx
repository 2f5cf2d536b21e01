import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlClass, describeControl, Field } from "@/components/ui/field";

interface TextAreaFieldProps extends Omit<ComponentProps<"textarea">, "id"> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

/** Grows with what is typed. */
export function TextAreaField({ label, hint, error, rows = 3, className, ...rest }: TextAreaFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        {...rest}
        {...describeControl({ id, hint, error })}
        id={id}
        rows={rows}
        className={classNames(controlClass, "h-auto! min-h-11 py-2 leading-relaxed field-sizing-content", className)}
      />
    </Field>
  );
}
