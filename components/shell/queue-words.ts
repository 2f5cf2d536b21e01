/** "3rd in the queue", or "in the queue" before the place is known. */
export function queueWords(position: number | null): string {
  return position === null ? "in the queue" : `${ordinal(position)} in the queue`;
}

const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
const ordinalRules = new Intl.PluralRules("en", { type: "ordinal" });

function ordinal(number: number): string {
  return `${number}${suffixes[ordinalRules.select(number)] ?? "th"}`;
}
