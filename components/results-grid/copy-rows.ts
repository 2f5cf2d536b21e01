import { quoteName } from "@/components/schema-panel/quote-name";
import type { RowsResult } from "@/lib/schemas/query";

export const copyFormats = ["tsv", "markdown", "insert"] as const;
export type CopyFormat = (typeof copyFormats)[number];

type CopiedRows = Pick<RowsResult, "columns" | "rows" | "statement">;

/** Rows as text for somewhere else: a spreadsheet, a document, another database. */
export function copyRows(format: CopyFormat, copied: CopiedRows): string {
  switch (format) {
    case "tsv":
      return toTsv(copied);
    case "markdown":
      return toMarkdown(copied);
    case "insert":
      return toInsert(copied);
  }
}

/** Spreadsheets read a field in quotes as one cell, whatever is in it; they have no NULL. */
function toTsv({ columns, rows }: CopiedRows): string {
  const field = (value: string | null) =>
    value !== null && /[\t\n\r"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : (value ?? "");
  return [columns.map(({ name }) => name), ...rows].map((row) => row.map(field).join("\t")).join("\n");
}

function toMarkdown({ columns, rows }: CopiedRows): string {
  const cell = (value: string | null) =>
    value === null ? "NULL" : value.replace(/[\\|]/g, "\\$&").replace(/\r?\n|\r/g, "<br>");
  const line = (cells: (string | null)[]) => `| ${cells.map(cell).join(" | ")} |`;
  const marks = columns.map(({ type }) => (isNumber(type) ? "--:" : "---"));
  return [line(columns.map(({ name }) => name)), `| ${marks.join(" | ")} |`, ...rows.map(line)].join("\n");
}

function toInsert({ columns, rows, statement }: CopiedRows): string {
  const names = columns.map(({ name }) => quoteName(name)).join(", ");
  const tuples = rows.map(
    (row) => `  (${columns.map(({ type }, index) => literal(row[index] ?? null, type)).join(", ")})`,
  );
  return `INSERT INTO ${sourceOf(statement)} (${names}) VALUES\n${tuples.join(",\n")};`;
}

function literal(value: string | null, type: string): string {
  if (value === null) return "NULL";
  if (isNumber(type) && /^-?[\d.]+(e[+-]?\d+)?$/i.test(value)) return value;
  if (type === "boolean") return value === "t" ? "true" : "false";
  return `'${value.replaceAll("'", "''")}'`;
}

function isNumber(type: string): boolean {
  return /^(smallint|integer|bigint|numeric|real|double precision|oid)(\(|$)/.test(type);
}

/** The first table that the statement reads from: a guess that is right for what is copied most. */
function sourceOf(statement: string): string {
  return /\b(?:from|table|into)\s+((?:"[^"]+"|[\w$]+)(?:\.(?:"[^"]+"|[\w$]+))?)/i.exec(statement)?.[1] ?? "my_table";
}
