import type { Config } from "tailwindcss";

/** Each name is a CSS variable of app/globals.css, which gives it a value for light and one for dark. */
const colorNames = [
  "paper",
  "surface",
  "raised",
  "sunken",
  "ink",
  "ink-muted",
  "ink-faint",
  "hairline",
  "hairline-strong",
  "accent",
  "accent-strong",
  "accent-soft",
  "on-accent",
  "danger",
  "danger-soft",
  "on-danger",
  "warn",
  "warn-soft",
  "added",
  "added-soft",
  "removed",
  "removed-soft",
  "sql-keyword",
  "sql-string",
  "sql-number",
  "sql-comment",
  "sql-name",
  "shade",
  "bulb",
] as const;

const colors = Object.fromEntries(colorNames.map((name) => [name, `var(--${name})`]));

const config: Config = {
  darkMode: "class",
  theme: {
    // Tailwind's own palette and radii are replaced, not extended: what is not a token cannot be used.
    colors: { transparent: "transparent", current: "currentColor", inherit: "inherit", ...colors },
    borderRadius: { none: "0", DEFAULT: "6px", full: "9999px" },
    boxShadow: { none: "none", float: "var(--shadow-float)" },
    fontFamily: {
      sans: ["var(--font-sans-extended)", "var(--font-sans)", "system-ui", "sans-serif"],
      mono: ["var(--font-mono-extended)", "var(--font-mono)", "ui-monospace", "monospace"],
    },
  },
};

export default config;
