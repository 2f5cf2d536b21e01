import type { Goal, Unit } from "./row-result";

/** A figure with as many digits as it deserves. */
export function formatFigure(value: number, unit: Unit): string {
  const digits = unit === "" || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return withUnit(value.toFixed(digits), unit);
}

/** "≤ 20 ms" */
export function formatLimit({ atMost, atLeast, unit }: Goal): string {
  return atMost === undefined ? `≥ ${withUnit(String(atLeast), unit)}` : `≤ ${withUnit(String(atMost), unit)}`;
}

function withUnit(digits: string, unit: Unit): string {
  return unit === "" ? digits : `${digits} ${unit}`;
}
