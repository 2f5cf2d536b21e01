import type { RowsResult } from "@/lib/schemas/query";

/** The widths of JetBrains Mono and Inter at 13 and 12 px; the padding of a cell at both sides. */
const dataCharacterPx = 7.8;
const typeCharacterPx = 6.6;
const paddingPx = 26;
const narrowestPx = 72;
const widestPx = 360;
/** A column that is alone has all the room: plans and descriptions are texts of long lines. */
const widestAlonePx = 1_000;
const sampledRows = 200;
/** One value that is much longer than the others does not push the other columns out of sight. */
const fittingShare = 0.95;

/** A width for each column, from its name, its type and rows from all over the result: the same before and after scrolling. */
export function columnWidths({ columns, rows }: Pick<RowsResult, "columns" | "rows">): number[] {
  const sample = spread(rows, sampledRows);
  const [widest, share] = columns.length === 1 ? [widestAlonePx, 1] : [widestPx, fittingShare];
  return columns.map((column, index) => {
    const header = Math.max(signs(column.name) * dataCharacterPx, signs(column.type) * typeCharacterPx);
    const lengths = sample.map((row) => signs(row[index] ?? "NULL")).sort((a, b) => a - b);
    const longest = lengths[Math.ceil(lengths.length * share) - 1] ?? 0;
    const wanted = Math.ceil(Math.max(header, longest * dataCharacterPx) + paddingPx);
    return Math.min(Math.max(wanted, narrowestPx), widest);
  });
}

/** So many of them, from the first to the last: numbers that count up get longer on the way. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  const places = Array.from({ length: count }, (_, index) => Math.round((index * (items.length - 1)) / (count - 1)));
  return places.flatMap((place) => items.slice(place, place + 1));
}

const wideSign = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{1faff}]/u;

/** How many cells of a terminal a text takes. Nobody needs it counted beyond the widest column. */
function signs(text: string): number {
  let count = 0;
  for (const sign of text.slice(0, 130)) count += wideSign.test(sign) ? 2 : 1;
  return count;
}
