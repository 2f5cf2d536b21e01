import { columnMiddle, type ErLayout, type ErLink, type ErTable, erSizes } from "@/components/diagrams/er-layout";

/** What the picture is drawn with; CSS variables do not leave the page. */
export interface ErColours {
  paper: string;
  raised: string;
  ink: string;
  muted: string;
  line: string;
  accent: string;
}

const fonts = 'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12"';

/** The diagram as a file that stands by itself. */
export function erSvg({ tables, links, width, height }: ErLayout, colours: ErColours): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ${fonts}>`,
    `<rect width="100%" height="100%" fill="${colours.paper}"/>`,
    ...links.map((link) => lineOf(link, tables, colours)),
    ...tables.map((table) => boxOf(table, colours)),
    "</svg>",
  ].join("\n");
}

function lineOf({ from, to, isOptional }: ErLink, tables: ErTable[], { line }: ErColours): string {
  const [source, target] = [from, to].map(({ table }) => tables.find(({ id }) => id === table));
  if (!source || !target) return "";
  const isRightwards = target.x > source.x;
  const start = { x: source.x + (isRightwards ? source.width : 0), y: source.y + columnMiddle(source, from.column) };
  const isLoop = source === target;
  const end = {
    x: target.x + (isRightwards || isLoop ? 0 : target.width),
    y: target.y + columnMiddle(target, to.column),
  };
  const bend = (isRightwards ? 1 : -1) * Math.max(32, Math.abs(end.x - start.x) / 2);
  const path = `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x + (isLoop ? bend : -bend)} ${end.y} ${end.x} ${end.y}`;
  return `<path d="${path}" fill="none" stroke="${line}" stroke-width="1.25"${isOptional ? ' stroke-dasharray="4 3"' : ""}/>`;
}

function boxOf(table: ErTable, colours: ErColours): string {
  const { x, y, width, height } = table;
  const rows = table.columns.map((column, index) => {
    const baseline = y + erSizes.header + erSizes.row * (index + 0.5) + 4;
    const sign = column.isPrimary ? "⚷ " : column.isForeign ? "↗ " : "";
    return (
      `<text x="${x + erSizes.padding}" y="${baseline}" fill="${colours.ink}">${escapeXml(sign + column.name)}</text>` +
      `<text x="${x + width - erSizes.padding}" y="${baseline}" text-anchor="end" fill="${colours.muted}">${escapeXml(column.type)}</text>`
    );
  });
  const more = `<text x="${x + erSizes.padding}" y="${y + height - 10}" fill="${colours.muted}">${table.hiddenColumns} more</text>`;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colours.raised}" stroke="${colours.line}"/>`,
    `<text x="${x + erSizes.padding}" y="${y + 20}" font-weight="600" fill="${colours.accent}">${escapeXml(table.name)}</text>`,
    `<path d="M${x} ${y + erSizes.header}h${width}" stroke="${colours.line}"/>`,
    ...rows,
    ...(table.hiddenColumns > 0 ? [more] : []),
  ].join("\n");
}

function escapeXml(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
