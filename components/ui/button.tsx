"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, Ref } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";

interface ButtonProps extends Omit<ComponentProps<"button">, "ref">, ButtonLook {
  ref?: Ref<HTMLElement>;
  /** The action is under way: the button keeps focus and its width, and cannot be pressed again. */
  pending?: boolean;
}

/** One primary button a view; `danger` only for what deletes. A link that looks like a button takes `buttonClass`. */
export function Button({ variant, size, wraps, pending = false, disabled, className, children, ...rest }: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...rest}
      disabled={disabled === true || pending}
      focusableWhenDisabled={pending}
      aria-busy={pending || undefined}
      className={classNames(buttonClass({ variant, size, wraps }), className)}
    >
      {pending ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </BaseButton>
  );
}
