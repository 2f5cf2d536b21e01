import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const grounds = ["paper", "surface", "raised", "sunken"];
const syntax = ["sql-keyword", "sql-string", "sql-number", "sql-comment", "sql-name"];

/** WCAG 2.2: 4.5 is AA for words, 7 is AAA, 3 is what the edge of a control needs. */
const rules: { least: number; pairs: [string, string][] }[] = [
  { least: 7, pairs: cross(["ink", "ink-muted", ...syntax], grounds) },
  {
    least: 7,
    pairs: [
      ["ink", "accent-soft"],
      ["ink", "danger-soft"],
      ["ink", "warn-soft"],
      ...cross(["ink", "added"], ["added-soft"]),
      ...cross(["ink", "removed"], ["removed-soft"]),
    ],
  },
  { least: 4.5, pairs: cross(["ink-faint", "accent", "accent-strong", "danger", "warn", "added", "removed"], grounds) },
  {
    least: 4.5,
    pairs: [
      ...cross(["accent", "accent-strong", "ink-muted", "ink-faint"], ["accent-soft"]),
      ["danger", "danger-soft"],
      ["warn", "warn-soft"],
      ...cross(["on-accent"], ["accent", "accent-strong"]),
      ["on-danger", "danger"],
    ],
  },
  { least: 3, pairs: cross(["hairline-strong"], grounds) },
];

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  const colors = readColors(theme);
  for (const { least, pairs } of rules) {
    it.each(pairs)(`gives %s on %s a contrast of at least ${least}`, (front, back) => {
      expect(contrast(colorOf(front), colorOf(back))).toBeGreaterThanOrEqual(least);
    });
  }

  function colorOf(name: string): string {
    const color = colors.get(name);
    if (color === undefined) throw new Error(`app/globals.css has no --${name} for ${theme}`);
    return color;
  }
});

function cross(fronts: string[], backs: string[]): [string, string][] {
  return fronts.flatMap((front) => backs.map((back): [string, string] => [front, back]));
}

function readColors(theme: "light" | "dark"): Map<string, string> {
  const selector = theme === "light" ? ":root" : "\\.dark";
  const block = new RegExp(`^${selector} \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
  return new Map(Array.from(block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g), ([, name = "", hex = ""]) => [name, hex]));
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
