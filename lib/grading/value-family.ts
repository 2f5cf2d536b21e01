import "server-only";

/** Types that a person takes for the same kind of thing. Of what a database made itself (enums, domains) the text counts. */
export type ValueFamily =
  | "number"
  | "text"
  | "boolean"
  | "date"
  | "timestamp"
  | "time"
  | "interval"
  | "json"
  | "array"
  | "money"
  | "uuid"
  | "binary"
  | "bits"
  | "network"
  | "range"
  | "geometry"
  | "search";

const families: [RegExp, ValueFamily][] = [
  [/\[\]$/, "array"],
  [/^(smallint|integer|bigint|numeric|real|double precision|oid)\b/, "number"],
  [/^boolean$/, "boolean"],
  [/^date$/, "date"],
  [/^timestamp\b/, "timestamp"],
  [/^time\b/, "time"],
  [/^interval\b/, "interval"],
  [/^jsonb?$/, "json"],
  [/^money$/, "money"],
  [/^uuid$/, "uuid"],
  [/^bytea$/, "binary"],
  [/^"?bit\b/, "bits"],
  [/^(inet|cidr|macaddr8?)$/, "network"],
  [/^(int4|int8|num|ts|tstz|date)(multi)?range$/, "range"],
  [/^(point|line|lseg|box|path|polygon|circle)$/, "geometry"],
  [/^(tsvector|tsquery)$/, "search"],
];

/** The family of a type as PostgreSQL prints it, such as "numeric(10,2)". */
export function valueFamily(type: string): ValueFamily {
  return families.find(([pattern]) => pattern.test(type))?.[1] ?? "text";
}

/** Whether values of this type are binary fractions, which no two ways of computing give alike. */
export function isFloat(type: string): boolean {
  return type === "real" || type === "double precision";
}

/** A type's name without its length or precision. */
export function withoutModifier(type: string): string {
  return type.replace(/\s*\([^)]*\)/, "");
}

const words: Record<ValueFamily, string> = {
  number: "a number",
  text: "text",
  boolean: "true or false",
  date: "a date",
  timestamp: "a date with a time",
  time: "a time",
  interval: "an interval",
  json: "JSON",
  array: "an array",
  money: "money",
  uuid: "a UUID",
  binary: "bytes",
  bits: "bits",
  network: "a network address",
  range: "a range",
  geometry: "a geometric shape",
  search: "text for searching",
};

/** "a number", "text". */
export function familyWords(type: string): string {
  return words[valueFamily(type)];
}
