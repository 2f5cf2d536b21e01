import "server-only";
import { Document, Scalar, visit } from "yaml";

/**
 * Writes a map as YAML. What is null or undefined is left out. A text of several lines stands as a block where that keeps
 * it as it is, and in double quotes, with escapes, where it does not.
 */
export function writeYaml(map: Record<string, unknown>): string {
  const given = Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined));
  const document = new Document(given, { keepUndefined: false, aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (key !== "key") node.type = styleOf(node);
    },
  });
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY });
}

/** A text for a key whose reader takes one newline from its end: as a block, it has one that nobody wrote. */
export function block(text: string): string {
  return text.includes("\n") ? `${text}\n` : text;
}

/** Undefined leaves the choice to the library, which quotes what would be read as something else. */
function styleOf(node: Scalar): Scalar.Type | undefined {
  if (typeof node.value !== "string") return node.type;
  if (!isPrintable(node.value)) return Scalar.QUOTE_DOUBLE;
  if (!node.value.includes("\n")) return undefined;
  // A block whose first line is indented, or whose last one is blank, would need a mark that few people can read.
  return /^\S/.test(node.value) && !/[ \t]\n*$/.test(node.value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
}

/** Without characters that nobody sees: a carriage return or a byte order mark would get lost on the way. */
function isPrintable(text: string): boolean {
  return !/[^\n\t\P{C}]|[\p{Zl}\p{Zp}]/u.test(text);
}
