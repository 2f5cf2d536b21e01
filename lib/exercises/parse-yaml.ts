import "server-only";
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";

/** Something wrong in a file, at a line counted from 1. */
export interface YamlProblem {
  line: number;
  message: string;
}

type YamlResult<T> =
  | { ok: true; value: T; lineOf: (path: PropertyKey[]) => number }
  | { ok: false; problems: YamlProblem[] };

interface ParseYamlOptions<T> {
  text: string;
  schema: z.ZodType<T>;
  /** The line of the file on which the text begins. */
  firstLine: number;
}

/** Longer texts take seconds, in which nobody else is served; people write a hundredth of it. */
const maxLength = 256 * 1024;

/** More than anybody wants to read. */
const mostProblems = 20;

/** Parses YAML and holds it against a schema. Problems are found all at once, each with its line, the first twenty. */
export function parseYaml<T>({ text, schema, firstLine }: ParseYamlOptions<T>): YamlResult<T> {
  if (text.length > maxLength) {
    const message = `this may have ${maxLength.toLocaleString("en")} characters, and has more`;
    return { ok: false, problems: [{ line: firstLine, message }] };
  }
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1) + firstLine - 1;
  const read = readYaml(text, lines);
  if (!read.ok) {
    const errors = read.errors.slice(0, mostProblems);
    return { ok: false, problems: errors.map(({ offset, message }) => ({ line: lineAt(offset), message })) };
  }
  const { document, value } = read;
  const parsed = schema.safeParse(value);
  const lineOf = (path: PropertyKey[]) => lineAt(offsetOf(document, path));
  if (parsed.success) return { ok: true, value: parsed.data, lineOf };
  const places = parsed.error.issues.flatMap(namedPlaces).slice(0, mostProblems);
  const problems = places.map(({ path, message }) => ({
    line: lineOf(path),
    message: path.length > 0 ? `${path.join(".")}: ${message}` : message,
  }));
  return { ok: false, problems };
}

type ReadYaml =
  | { ok: true; document: Document.Parsed; value: unknown }
  | { ok: false; errors: { offset: number; message: string }[] };

/** What is nested a thousand times deep, or refers to itself a thousand times over, is an error like any other. */
function readYaml(text: string, lines: LineCounter): ReadYaml {
  try {
    // The library compares each key with each other; a set of them says the same sooner.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const errors = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
    errors.push(...findRepeatedKeys(document));
    return errors.length > 0 ? { ok: false, errors } : { ok: true, document, value: document.toJS() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = error instanceof RangeError ? "this is nested too deep" : error.message;
    return { ok: false, errors: [{ offset: 0, message }] };
  }
}

function findRepeatedKeys(document: Document.Parsed): { offset: number; message: string }[] {
  const repeated: { offset: number; message: string }[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value))
          repeated.push({ offset: key.range?.[0] ?? 0, message: `${key.value}: it is there twice` });
        seen.add(key.value);
      }
    },
  });
  return repeated;
}

/** A key that nobody knows is reported where it stands, not where its parent does. */
function namedPlaces(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: "Carrel knows no such key" }));
}

/** Where a path's last key stands; for a key that is missing, where its parent does. */
function offsetOf(document: Document.Parsed, path: PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (!pair) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      if (isMap(node) || isScalar(node)) offset = node.range?.[0] ?? offset;
    }
  }
  return offset;
}
