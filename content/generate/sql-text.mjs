import { dateText } from "./days.mjs";

const rowsPerInsert = 500;

/** INSERT statements for rows whose values are SQL already; null and undefined are NULL. */
export function insert(target, rows) {
  const statements = [];
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    const values = rows
      .slice(start, start + rowsPerInsert)
      .map((row) => `(${row.map((value) => value ?? "NULL").join(",")})`);
    statements.push(`INSERT INTO ${target} VALUES\n${values.join(",\n")};\n`);
  }
  return `${statements.join("")}\n`;
}

/** Lets identity columns count on where the explicit ids end. */
export function restartIdentities(lastIds) {
  return [
    "-- New rows go on counting where these end.\n",
    ...Object.entries(lastIds).map(
      ([table, last]) => `ALTER TABLE ${table} ALTER COLUMN id RESTART WITH ${last + 1};\n`,
    ),
  ].join("");
}

export function text(value) {
  return value === null ? null : `'${value.replaceAll("'", "''")}'`;
}

export function date(number) {
  return number === null ? null : `'${dateText(number)}'`;
}

/** Hundredths as a decimal number. */
export function hundredths(number) {
  if (number === null) return null;
  const size = Math.abs(number);
  return `${number < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}

export function json(value) {
  return value === null ? null : text(JSON.stringify(value));
}

export function textArray(values) {
  return values === null ? null : text(`{${values.map((value) => `"${value.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`);
}
