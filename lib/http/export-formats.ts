import "server-only";
import type { ExportFormat, RowsResult } from "@/lib/schemas/query";

type Columns = RowsResult["columns"];
type Row = RowsResult["rows"][number];

/** How a result is written, piece by piece. The pieces one after another are the file. */
export interface FormatWriter {
  contentType: string;
  head: (columns: Columns) => string;
  /** @param isFirst whether these are the first rows of all */
  rows: (rows: Row[], isFirst: boolean) => string;
  tail: (rowCount: number) => string;
}

/**
 * CSV by RFC 4180, as PostgreSQL's COPY reads it: NULL is nothing at all, and an empty text is "".
 */
const csv: FormatWriter = {
  contentType: "text/csv; charset=utf-8; header=present",
  head: (columns) => csvLine(columns.map(({ name }) => name)),
  rows: (rows) => rows.map(csvLine).join(""),
  tail: () => "",
};

/**
 * `{"columns": […], "rows": [[…], …], "rowCount": n}`, values as a query's answer has them: arrays, because names of columns
 * may be equal, and texts, because JSON's numbers lose what PostgreSQL said.
 */
const json: FormatWriter = {
  contentType: "application/json",
  head: (columns) => `{"columns":${JSON.stringify(columns)},"rows":[`,
  rows: (rows, isFirst) => (isFirst ? "\n" : ",\n") + rows.map((row) => JSON.stringify(row)).join(",\n"),
  tail: (rowCount) => `\n],"rowCount":${rowCount}}\n`,
};

export const formatWriters: Record<ExportFormat, FormatWriter> = { csv, json };

function csvLine(values: Row): string {
  return `${values.map(csvValue).join(",")}\r\n`;
}

/** COPY takes a line that is `\.` for the end of the file. */
const needsQuotes = /[",\r\n]|^$|^\\\.$/;

function csvValue(value: string | null): string {
  if (value === null) return "";
  return needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** "late-returns-2026-11-26-1405.csv", of letters that every file system takes. */
export function exportFileName({ name, format, at }: { name: string; format: ExportFormat; at: Date }): string {
  const stem = name.replace(/[^\w-]+/g, "-").replace(/^-+|-+$/g, "") || "result";
  const [day = "", time = ""] = at.toISOString().split("T");
  return `${stem}-${day}-${time.slice(0, 5).replace(":", "")}.${format}`;
}
