import { classNames } from "@/components/ui/class-names";

export interface ButtonLook {
  variant?: "primary" | "secondary" | "quiet" | "danger";
  /** sm 28 px, md 32 px, lg 44 px (the thumb's size). */
  size?: "sm" | "md" | "lg";
  /** Many words take a second line rather than more room than there is. */
  wraps?: boolean;
}

const base =
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded border font-medium " +
  "transition-colors duration-100 disabled:cursor-not-allowed data-disabled:not-aria-busy:opacity-60 data-disabled:cursor-not-allowed";

const variants = {
  primary: "border-transparent bg-accent text-on-accent hover:not-data-disabled:bg-accent-strong",
  secondary: "border-hairline-strong bg-raised text-ink hover:not-data-disabled:bg-sunken",
  quiet: "border-transparent text-ink-muted hover:not-data-disabled:bg-sunken hover:not-data-disabled:text-ink",
  danger: "border-transparent bg-danger text-on-danger hover:not-data-disabled:opacity-90",
};

const sizes = {
  sm: "px-2.5 text-xs",
  md: "px-3 text-sm",
  lg: "px-4 text-base",
};

const oneLine = {
  sm: "h-7 whitespace-nowrap",
  md: "h-8 whitespace-nowrap",
  lg: "h-11 whitespace-nowrap",
};

const moreLines = {
  sm: "min-h-7 max-w-full py-0.5 text-left",
  md: "min-h-8 max-w-full py-1 text-left",
  lg: "min-h-11 max-w-full py-1.5 text-left",
};

/** The look of a button, for links and for parts that render their own element. */
export function buttonClass({ variant = "secondary", size = "md", wraps = false }: ButtonLook = {}): string {
  return classNames(base, variants[variant], sizes[size], (wraps ? moreLines : oneLine)[size]);
}
