"use client";

import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface TabsProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
  children: ReactNode;
}

/** Controlled tabs: TabList with Tab, and a TabPanel for each value. */
export function Tabs<Value extends string>({ value, onValueChange, className, children }: TabsProps<Value>) {
  return (
    <BaseTabs.Root value={value} onValueChange={(next: Value) => onValueChange(next)} className={className}>
      {children}
    </BaseTabs.Root>
  );
}

interface TabListProps {
  label: string;
  className?: string;
  children: ReactNode;
}

export function TabList({ label, className, children }: TabListProps) {
  return (
    <BaseTabs.List aria-label={label} activateOnFocus className={classNames("flex items-stretch gap-4", className)}>
      {children}
    </BaseTabs.List>
  );
}

interface TabProps {
  value: string;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
}

/** The chosen tab is underlined and darker. */
export function Tab({ className, ...rest }: TabProps) {
  return (
    <BaseTabs.Tab
      {...rest}
      className={classNames(
        "-mb-px inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent text-sm text-ink-muted",
        "hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:font-medium data-active:text-ink",
        className,
      )}
    />
  );
}

export function TabPanel(props: ComponentProps<typeof BaseTabs.Panel>) {
  return <BaseTabs.Panel {...props} />;
}
