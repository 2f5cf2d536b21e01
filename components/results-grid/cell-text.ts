export interface CellPart {
  text: string;
  /** A sign that stands for something invisible: not part of the value itself. */
  isMark: boolean;
}

/** More than fits into the widest column; a 10 MB value must not reach the page's layout. */
const longestShown = 160;

const invisible = /\r\n|[\n\r\t\v\f\0]|^ +| +$/g;
const markOf: Record<string, string> = {
  "\n": "↵",
  "\r\n": "↵",
  "\r": "↵",
  "\t": "⇥",
  "\v": "⇥",
  "\f": "⇥",
  "\0": "␀",
};

/** One line of a value, in which line breaks, tabs and spaces at the ends can be seen. */
export function cellParts(value: string): CellPart[] {
  const shown = value.slice(0, longestShown);
  const parts: CellPart[] = [];
  let end = 0;
  for (const match of shown.matchAll(invisible)) {
    if (match.index > end) parts.push({ text: shown.slice(end, match.index), isMark: false });
    parts.push({ text: markOf[match[0]] ?? "·".repeat(match[0].length), isMark: true });
    end = match.index + match[0].length;
  }
  if (end < shown.length) parts.push({ text: shown.slice(end), isMark: false });
  if (shown.length < value.length) parts.push({ text: "…", isMark: true });
  return parts;
}
