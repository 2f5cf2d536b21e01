import "server-only";
import { valueFamily } from "./value-family";

/** Brings one value's text into a form in which equal values have equal texts: 1.0 and 1.00, char(3) and text. */
export type Canonical = (text: string) => string;

const same: Canonical = (text) => text;

/** The form for values of a type, as PostgreSQL prints the type. */
export function canonicalOf(type: string): Canonical {
  switch (valueFamily(type)) {
    case "number":
      return canonicalNumber;
    case "timestamp":
      // The time zone is pinned to UTC, so that the offset says nothing.
      return (text) => text.replace(/\+00$/, "");
    case "json":
      return canonicalJson;
    case "array":
      return /^(smallint|integer|bigint|numeric|real|double precision)/.test(type) ? canonicalNumbers : same;
    default:
      return /^character(\(|$)|^bpchar/.test(type) ? (text) => text.replace(/ +$/, "") : same;
  }
}

/** PostgreSQL's numerics have no exponent and no plus sign; only zeros at the end can differ. */
function canonicalNumber(text: string): string {
  if (!text.includes(".") || text.includes("e")) return text === "-0" ? "0" : text;
  const short = text.replace(/\.?0+$/, "");
  return short === "-0" || short === "" ? "0" : short;
}

function canonicalNumbers(text: string): string {
  return text.replace(/-?\d+\.\d+(?![\de])/g, canonicalNumber);
}

/** What jsonb would print alike: spaces and the order of keys do not count. */
function canonicalJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) => (isObject(value) ? sortedEntries(value) : value));
  } catch {
    // PostgreSQL's numbers may be longer than JavaScript's parser takes; then the text decides.
    return text;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sortedEntries(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
