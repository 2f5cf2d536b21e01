import { type ComponentProps, type ReactNode, useId } from "react";
import { controlClass, describeControl, Field } from "@/components/ui/field";

interface TextFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

/** A label over an input of 44 px, as forms have it. */
export function TextField({ label, hint, error, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input {...rest} {...describeControl({ id, hint, error })} id={id} className={controlClass} />
    </Field>
  );
}
