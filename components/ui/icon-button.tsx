"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "ref" | "aria-label"> {
  /** The accessible name, shown as the tooltip too. */
  label: string;
  /** A lucide icon, `aria-hidden` and 16 px by itself. */
  icon: ReactNode;
  /** Stands after the label in the tooltip: keys, for example. */
  hint?: ReactNode;
  size?: "sm" | "md" | "lg";
}

const sizes = { sm: "size-7", md: "size-8", lg: "size-11" };

export function IconButton({ label, icon, hint, size = "md", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip
      content={
        <>
          {label}
          {hint}
        </>
      }
    >
      <BaseButton
        type="button"
        {...rest}
        aria-label={label}
        className={classNames(
          "inline-flex shrink-0 items-center justify-center rounded text-ink-muted transition-colors duration-100",
          "hover:not-data-disabled:bg-sunken hover:not-data-disabled:text-ink data-disabled:opacity-50 [&_svg]:size-4",
          sizes[size],
          className,
        )}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  );
}
