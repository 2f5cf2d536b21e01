import "server-only";
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/** Something wrong in a file, at a line counted from 1. */
interface YamlProblem {
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

/** Parses YAML and holds it against a schema. Every problem is found at once, each with its line. */
export function parseYaml<T>({ text, schema, firstLine }: ParseYamlOptions<T>): YamlResult<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })) };
  }
  const parsed = schema.safeParse(document.toJS());
  const lineOf = (path: PropertyKey[]) => lineAt(offsetOf(document, path));
  if (parsed.success) return { ok: true, value: parsed.data, lineOf };
  const problems = parsed.error.issues.flatMap(namedPlaces).map(({ path, message }) => ({
    line: lineOf(path),
    message: path.length > 0 ? `${path.join(".")}: ${message}` : message,
  }));
  return { ok: false, problems };
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
