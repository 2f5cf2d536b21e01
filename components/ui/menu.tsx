"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { type ComponentProps, type ReactElement, type ReactNode, useRef } from "react";
import { classNames } from "@/components/ui/class-names";

const itemClass =
  "flex h-8 items-center gap-2 rounded px-2 text-sm text-ink outline-none select-none [&_svg]:size-4 [&_svg]:text-ink-faint " +
  "data-highlighted:bg-accent-soft data-disabled:text-ink-faint";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: "start" | "end";
  children: ReactNode;
}

/** A menu that hangs on a button: MenuItem, MenuLinkItem, MenuRadioGroup with MenuRadioItem, MenuSeparator. */
export function Menu({ trigger, align = "end", children }: MenuProps) {
  // It is drawn beside its button, so that it belongs to the same landmark of the page.
  const placeRef = useRef<HTMLSpanElement>(null);
  return (
    <span ref={placeRef} className="inline-flex">
      <BaseMenu.Root modal={false}>
        <BaseMenu.Trigger render={trigger} />
        <BaseMenu.Portal container={placeRef}>
          <BaseMenu.Positioner align={align} sideOffset={8} positionMethod="fixed" className="z-50 outline-none">
            <BaseMenu.Popup className="min-w-52 rounded bg-raised p-1 shadow-float outline-none">
              {children}
            </BaseMenu.Popup>
          </BaseMenu.Positioner>
        </BaseMenu.Portal>
      </BaseMenu.Root>
    </span>
  );
}

export function MenuItem({ className, ...rest }: ComponentProps<"div"> & { disabled?: boolean }) {
  return <BaseMenu.Item {...rest} className={classNames(itemClass, className)} />;
}

interface MenuLinkItemProps {
  /** The link itself, with its words inside. */
  link: ReactElement<Record<string, unknown>>;
}

export function MenuLinkItem({ link }: MenuLinkItemProps) {
  return <BaseMenu.LinkItem closeOnClick className={itemClass} render={link} />;
}

interface MenuRadioGroupProps {
  label: string;
  value: string | undefined;
  onValueChange: (value: string) => void;
  children: ReactNode;
}

export function MenuRadioGroup({ label, value, onValueChange, children }: MenuRadioGroupProps) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next: string) => onValueChange(next)} aria-label={label}>
      {children}
    </BaseMenu.RadioGroup>
  );
}

export function MenuRadioItem({ value, children }: { value: string; children: ReactNode }) {
  return (
    <BaseMenu.RadioItem value={value} className={itemClass}>
      {children}
      <BaseMenu.RadioItemIndicator className="ml-auto">
        <Check aria-hidden />
      </BaseMenu.RadioItemIndicator>
    </BaseMenu.RadioItem>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="mx-2 my-1 h-px bg-hairline" />;
}
