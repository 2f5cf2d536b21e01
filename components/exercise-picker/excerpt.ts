const longestExcerpt = 160;

/** The first paragraph of a task as plain words: headings, code blocks, lists and Markdown's signs are left out. */
export function excerptOf(markdown: string): string {
  const withoutBlocks = markdown.replace(/^(```|~~~)[\s\S]*?^\1\s*$/gm, "");
  const paragraph =
    withoutBlocks
      .split(/\n\s*\n/)
      .map(plainWords)
      .find((words) => words !== "") ?? "";
  if (paragraph.length <= longestExcerpt) return paragraph;
  const cut = paragraph.lastIndexOf(" ", longestExcerpt);
  return `${paragraph.slice(0, cut > 0 ? cut : longestExcerpt)}…`;
}

function plainWords(block: string): string {
  if (/^\s*(#|[-*+] |\d+\. |>|\||<)/.test(block)) return "";
  return block
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*]/g, "")
    .replace(/(^|\s)_([^_]+)_(?=\W|$)/g, "$1$2")
    .replace(/\s+/g, " ")
    .trim();
}
